/** What the scheduler thought of each node when it last tried to place the pod: who was refused, who scored how. */
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import type { SchedulerVerdict } from '../../engine/index.ts';
import { useVerdictShown } from '../../model/verdict-store.ts';
import { t } from './messages.en.ts';
import { useVerdict } from './use-verdict.ts';
import { RefusedRow, ScoredRow } from './verdict-row.tsx';
import { rankedOf } from './verdict-rank.ts';
import './verdict.css';

export function Verdict({ pod }: { readonly pod: Pod }): ReactElement | null {
  const verdict = useVerdict(pod);
  return verdict === null ? null : <VerdictOf verdict={verdict} />;
}

function VerdictOf({ verdict }: { readonly verdict: SchedulerVerdict }): ReactElement {
  const section = useShownOnCanvas(verdict);
  const hidden =
    verdict.feasibleCount + verdict.refusedCount - verdict.scores.length - verdict.refusals.length;
  const isPlaced = verdict.nodeName !== undefined;
  return (
    <section className="verdict" aria-labelledby="verdict-title" ref={section}>
      <h3 id="verdict-title">{isPlaced ? t('verdict.title') : t('verdict.titleNone')}</h3>
      <p className="sub">{isPlaced ? t('verdict.scored') : verdict.message}</p>
      <ul className="verdict-rows">
        {rankedOf(verdict).map((scored) => (
          <ScoredRow key={scored.node} verdict={verdict} scored={scored} />
        ))}
        {verdict.refusals.map((refusal) => (
          <RefusedRow key={refusal.node} refusal={refusal} />
        ))}
      </ul>
      {hidden > 0 ? <p className="sub">{t('verdict.more', { count: hidden })}</p> : null}
    </section>
  );
}

/** While the verdict is in view, the machines on the canvas say how they came off. */
function useShownOnCanvas(verdict: SchedulerVerdict): React.RefObject<HTMLElement | null> {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const { show, hide } = useVerdictShown.getState();
    const observer = new IntersectionObserver(([entry]) =>
      entry?.isIntersecting === true ? show(verdict) : hide(verdict),
    );
    observer.observe(section.current!);
    return () => {
      observer.disconnect();
      hide(verdict);
    };
  }, [verdict]);
  return section;
}
