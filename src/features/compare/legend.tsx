import type { ReactElement, ReactNode } from 'react';
import { LifeBar } from './life-bar.tsx';
import type { Span } from './lives.ts';
import { t } from './messages.en.ts';
import type { Side } from './side.ts';

/** What the marks mean; only of those that are there to be seen. */
export function Legend({ sides }: { readonly sides: readonly Side[] }): ReactElement {
  const hasOld = sides.some(({ layout }) => layout.groups.some(({ isOld }) => isOld));
  const states = new Set(
    sides.flatMap(({ layout }) =>
      layout.groups.flatMap(({ pods }) => pods.flatMap(({ spans }) => spans.map(({ state }) => state))),
    ),
  );
  const isTrouble = (['failed', 'backOff', 'unknown'] as const).some((state) => states.has(state));
  return (
    <ul className="cmp-legend" tabIndex={0} aria-label={t('compare.legend')}>
      {hasOld ? <Sample text={t('compare.legendOld')}>{bar('ready', true)}</Sample> : null}
      <Sample text={hasOld ? t('compare.legendNew') : t('compare.legendReady')}>{bar('ready')}</Sample>
      {states.has('notReady') ? <Sample text={t('compare.legendNotReady')}>{bar('notReady')}</Sample> : null}
      {states.has('creating') ? <Sample text={t('compare.legendCreating')}>{bar('creating')}</Sample> : null}
      {states.has('terminating') ? (
        <Sample text={t('compare.legendTerminating')}>{bar('terminating')}</Sample>
      ) : null}
      {isTrouble ? <Sample text={t('compare.legendFailed')}>{bar('failed')}</Sample> : null}
      <Sample text={t('compare.legendMissing')}>
        <rect width={20} height={10} className="cmp-missing" />
      </Sample>
      <li>{t('compare.simulated')}</li>
    </ul>
  );
}

function bar(state: Span['state'], isOld = false): ReactElement {
  return <LifeBar state={state} isOld={isOld} x={0} y={0} width={20} />;
}

function Sample({ text, children }: { readonly text: string; readonly children: ReactNode }): ReactElement {
  return (
    <li>
      <svg width={20} height={10} aria-hidden="true">
        {children}
      </svg>
      {text}
    </li>
  );
}
