/** The pod's phase among all there are, with its conditions below. */
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import { podStateOf } from '../../engine/lifecycle/index.ts';
import { conditionsOf } from './conditions-of.ts';
import { t } from './messages.en.ts';

const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;

export function PhaseStrip({ pod }: { readonly pod: Pod }): ReactElement {
  const phase = pod.status?.phase ?? 'Pending';
  const conditions = conditionsOf(pod);
  return (
    <div className="phase">
      <ol className="phase-strip" aria-label={t('inspector.phase')}>
        {phases.map((name) => (
          <li
            key={name}
            aria-current={name === phase ? 'step' : undefined}
            data-old={name === 'Unknown' || undefined}
          >
            {name}
          </li>
        ))}
      </ol>
      <p className="sub">
        {t('inspector.podState')} <span className="mono">{podStateOf(pod)}</span>
      </p>
      <ul className="phase-conditions" aria-label={t('inspector.conditions')}>
        {conditions.map(({ type, status, reason }) => (
          <li key={type} data-met={status === 'True' || undefined} title={reason}>
            {type} <span className="sub">{status}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
