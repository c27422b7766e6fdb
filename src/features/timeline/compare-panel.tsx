/** What is different between the ends of a stretch that was marked on the axis: what came, what went, what changed. */
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { ChangeBetween } from '../../bridge/protocol.ts';
import { mirror, splitObjectKey } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { exactText, spanText } from './clock-text.ts';
import { kindWord } from './lane-order.ts';
import { t } from './messages.en.ts';
import type { Lens } from './time-scale.ts';
import { useTimelineView } from './timeline-view.ts';

const groups = ['created', 'deleted', 'replaced', 'changed', 'passing'] as const;
/** More than these of one sort are counted only. */
const mostShown = 100;

export function ComparePanel({ offsetMs }: { readonly offsetMs: number }): ReactElement | null {
  const range = useTimelineView((state) => state.range);
  return range === null ? null : <Panel range={range} offsetMs={offsetMs} />;
}

function Panel({ range, offsetMs }: { readonly range: Lens; readonly offsetMs: number }): ReactElement {
  const changes = useChanges(range);
  const close = (): void => useTimelineView.setState({ range: null });
  return (
    <section
      className="timeline-compare"
      aria-label={t('changes.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <header>
        <h2>{t('changes.title')}</h2>
        <span className="sub numeric">
          {t('changes.range', {
            from: exactText(offsetMs, range.fromMs),
            to: exactText(offsetMs, range.toMs),
            span: spanText(range.toMs - range.fromMs),
          })}
        </span>
        <IconButton icon="close" label={t('changes.close')} onClick={close} />
      </header>
      <div className="timeline-compare-list" tabIndex={0} role="group" aria-label={t('changes.list')}>
        {changes === null ? null : changes.length === 0 ? (
          <p className="sub">{t('changes.nothing')}</p>
        ) : null}
        {groups.map((what) => (
          <Group key={what} what={what} changes={(changes ?? []).filter((one) => one.what === what)} />
        ))}
      </div>
    </section>
  );
}

function useChanges(range: Lens): readonly ChangeBetween[] | null {
  const [changes, setChanges] = useState<readonly ChangeBetween[] | null>(null);
  const branch = useTime((state) => state.branch);
  useEffect(() => {
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const found = await session.changesBetween(range.fromMs, range.toMs);
      if (isCurrent) setChanges(found);
    };
    // A drag asks for many stretches: only the one it comes to rest on is worth an answer.
    const timer = setTimeout(() => void ask().catch(() => setChanges([])), 60);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
    // Another branch has another past.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [range, branch]);
  return changes;
}

function Group({
  what,
  changes,
}: {
  readonly what: ChangeBetween['what'];
  readonly changes: readonly ChangeBetween[];
}): ReactElement | null {
  if (changes.length === 0) return null;
  const headings = {
    created: t('changes.created', { n: changes.length }),
    deleted: t('changes.deleted', { n: changes.length }),
    replaced: t('changes.replaced', { n: changes.length }),
    changed: t('changes.changed', { n: changes.length }),
    passing: t('changes.passing', { n: changes.length }),
  };
  const more = changes.length - mostShown;
  return (
    <>
      <h3>{headings[what]}</h3>
      <ul>
        {changes.slice(0, mostShown).map((change) => (
          <Row key={change.key} change={change} />
        ))}
      </ul>
      {more > 0 ? <p className="sub">{t('changes.more', { n: more })}</p> : null}
    </>
  );
}

function Row({ change }: { readonly change: ChangeBetween }): ReactElement {
  const { key, words, times, what } = change;
  const { resource, name, namespace } = splitObjectKey(key);
  // What is not there at the moment shown cannot be gone to; its lane can still be read.
  const isThere = mirror.get(key) !== undefined;
  const press = (): void => {
    const { reveal, select } = useSelection.getState();
    if (isThere) reveal(key);
    else select(key);
  };
  return (
    <li>
      <button
        type="button"
        data-what={what}
        onClick={press}
        onMouseEnter={() => useSelection.getState().hover(key)}
        onMouseLeave={() => useSelection.getState().hover(null)}
      >
        <span className="mono">{name}</span>
        <span className="sub">
          {namespace === '' || namespace === 'default'
            ? kindWord(resource)
            : t('changes.inNamespace', { kind: kindWord(resource), namespace })}
        </span>
        {words === '' ? null : <span className="timeline-compare-words mono">{words}</span>}
        {times > 1 ? <span className="sub numeric">{t('changes.writes', { n: times })}</span> : null}
      </button>
    </li>
  );
}
