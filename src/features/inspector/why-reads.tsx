/** What the author of a step had read when it wrote: which version, and since when that stood there. */
import type { ReactElement } from 'react';
import type { WhyRead } from '../../bridge/protocol.ts';
import { kindOfResource } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import { clockNear } from './why-times.ts';

export interface ReadsProps {
  /** undefined: not known yet. */
  readonly reads: readonly WhyRead[] | undefined;
  readonly startedAt: string;
  /** Whether there is something to wait for: people read nothing. */
  readonly isAwaited: boolean;
}

export function Reads({ reads, startedAt, isAwaited }: ReadsProps): ReactElement | null {
  if (reads === undefined)
    return isAwaited ? <span className="why-awaited" role="img" aria-label={t('why.reading')} /> : null;
  if (reads.length === 0) return null;
  return (
    <ul className="why-reads">
      {reads.map((read) => (
        <li key={read.kind === 'list' ? read.resource : read.key}>
          <OneRead read={read} startedAt={startedAt} />
        </li>
      ))}
    </ul>
  );
}

function OneRead({ read, startedAt }: { readonly read: WhyRead; readonly startedAt: string }): ReactElement {
  if (read.kind === 'list')
    return (
      <span className="sub">
        {t('why.read.list', { n: read.count, kind: kindOfResource(read.resource) })}
      </span>
    );
  const [resource = '', , name = ''] = read.key.split('/');
  return (
    <>
      <span className="mono">
        {kindOfResource(resource)} {name}
      </span>{' '}
      {read.kind === 'missing' ? (
        <span className="sub">{t('why.read.missing')}</span>
      ) : (
        <>
          {read.says === '' ? null : <span>{read.says} </span>}
          <span className="sub numeric">
            {read.writtenMs === null
              ? t('why.read.version', { revision: read.revision })
              : t('why.read.since', {
                  revision: read.revision,
                  clock: clockNear(startedAt, read.writtenMs, 100),
                })}
          </span>
        </>
      )}
    </>
  );
}
