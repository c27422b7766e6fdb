/** Probes as they fire: the last minute on 100 pixels, the newest at the right; a tall tick passed, a cross failed. */
import type { ReactElement } from 'react';
import type { ProbeInside } from '../../engine/index.ts';
import type { BoxColumn, BoxProbe } from './box-plan.ts';
import { t } from './messages.en.ts';

const width = 100;
const windowMs = 60_000;

export interface ProbeTicksProps {
  readonly probes: readonly BoxProbe[];
  readonly inside: readonly ProbeInside[];
  readonly role: BoxColumn['role'];
  readonly nowMs: number;
}

export function ProbeTicks({ probes, inside, role, nowMs }: ProbeTicksProps): ReactElement | null {
  if (probes.length === 0)
    return role === 'init' ? null : <span className="pod-box-gloss">{t('canvas.box.noProbes')}</span>;
  return (
    <>
      {probes.map((probe) => (
        <Probe
          key={probe.type}
          probe={probe}
          inside={inside.find(({ type }) => type === probe.type)}
          nowMs={nowMs}
        />
      ))}
    </>
  );
}

interface ProbeProps {
  readonly probe: BoxProbe;
  readonly inside: ProbeInside | undefined;
  readonly nowMs: number;
}

function Probe({ probe, inside, nowMs }: ProbeProps): ReactElement {
  const { type, periodSeconds, asks } = probe;
  const ticks = inside?.ticks ?? [];
  const failed = ticks.filter(({ passed }) => !passed).length;
  return (
    <div className="pod-box-probe">
      <span>{type}</span>
      <svg
        width={width}
        height={10}
        role="img"
        aria-label={t('canvas.box.ticks', { passed: ticks.length - failed, failed })}
      >
        <path className="pod-box-tick-line" d={`M0 9.5H${width}`} />
        {ticks.map(({ atMs, passed }) => {
          const x = Math.max(3, width - 3 - ((nowMs - atMs) / windowMs) * (width - 6));
          return passed ? (
            <path key={atMs} className="pod-box-pass" d={`M${x} 9.5v-9`} />
          ) : (
            <path key={atMs} className="pod-box-fail" d={`M${x - 2.5} 2.5l5 5m0-5l-5 5`} />
          );
        })}
      </svg>
      <span className="pod-box-asks mono" title={asks}>
        {asks}
      </span>
      <span className="pod-box-period">{t('canvas.box.period', { n: periodSeconds })}</span>
    </div>
  );
}
