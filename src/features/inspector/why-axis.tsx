/** When the steps were: a strip to one scale, so that nobody is deceived, and an axis whose long waits are cut. */
import type { ReactElement } from 'react';
import type { WhyStep } from '../../bridge/protocol.ts';
import { t } from './messages.en.ts';
import { waitWords } from './wait-words.ts';

interface Capsule {
  /** The first is 1. */
  readonly numbers: readonly number[];
  readonly step: WhyStep;
  /** What passed before it. */
  readonly wait: string | undefined;
  readonly waitMs: number;
}

/** Steps oldest first. */
export function WhyAxis({ steps }: { readonly steps: readonly WhyStep[] }): ReactElement | null {
  const capsules = capsulesOf(steps);
  const wholeMs = (steps.at(-1)?.timeMs ?? 0) - (steps[0]?.timeMs ?? 0);
  if (capsules.length < 2) return null;
  return (
    <div className="why-axis" aria-hidden="true">
      <div className="why-strip">
        {capsules.slice(1).map(({ numbers, waitMs }) => (
          <span key={numbers[0]} style={{ flexGrow: waitMs }} />
        ))}
      </div>
      <p className="sub numeric">{t('why.whole', { seconds: Math.round(wholeMs / 1000) })}</p>
      <div className="why-line">
        {capsules.map(({ numbers, wait, waitMs }) => (
          <span
            key={numbers[0]}
            className="why-part"
            style={{ flexGrow: wait === undefined ? 0 : Math.sqrt(waitMs) }}
          >
            {wait === undefined ? null : <span className="why-gap">{wait}</span>}
            <span className="why-capsule numeric">{numbers.join(' ')}</span>
          </span>
        ))}
      </div>
      <p className="sub">{t('why.notToScale')}</p>
    </div>
  );
}

/** Steps without a wait between them share one. */
function capsulesOf(steps: readonly WhyStep[]): Capsule[] {
  const capsules: Capsule[] = [];
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    const wait = waitWords(step, before);
    const last = capsules.at(-1);
    if (wait === undefined && last !== undefined)
      capsules[capsules.length - 1] = { ...last, numbers: [...last.numbers, index + 1] };
    else
      capsules.push({
        numbers: [index + 1],
        step,
        wait,
        waitMs: before === undefined ? 0 : step.timeMs - before.timeMs,
      });
  });
  return capsules;
}
