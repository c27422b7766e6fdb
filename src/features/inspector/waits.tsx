/** The waits between starts, to scale, with the one that runs: each is twice the one before, at most five minutes. */
import type { ReactElement } from 'react';
import type { Pod } from '../../engine/api/generated/types.ts';
import { t } from './messages.en.ts';

const crashWaits = [0, 10, 20, 40, 80, 160, 300] as const;
const pullWaits = [10, 20, 40, 80, 160, 300] as const;

export interface WaitsProps {
  readonly current: string;
  readonly pod: Pod;
  readonly container: string;
}

export function Waits({ current, pod, container }: WaitsProps): ReactElement | null {
  const isCrash = current === 'waiting.crashLoopBackOff';
  if (!isCrash && current !== 'waiting.imagePullBackOff') return null;
  const waits = isCrash ? crashWaits : pullWaits;
  const now = waitOf(pod, container);
  return (
    <section aria-label={t('inspector.waits')}>
      <h3>{t('inspector.waits')}</h3>
      <ol className="waits">
        {waits.map((wait) => (
          <li
            key={wait}
            style={{ flexGrow: Math.max(wait, 6) }}
            data-now={wait === now || undefined}
            data-over={(now !== undefined && wait < now) || undefined}
            aria-current={wait === now ? 'step' : undefined}
          >
            <span>{t('inspector.waitSeconds', { n: wait })}</span>
          </li>
        ))}
      </ol>
      <p className="sub">
        {now === undefined ? t('inspector.waitsRule') : t('inspector.waitNow', { n: now })}
      </p>
    </section>
  );
}

/** Seconds, from the kubelet's own message: `back-off 1m20s restarting failed container`. */
export function waitOf(pod: Pod, container: string): number | undefined {
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const message = statuses.find(({ name }) => name === container)?.state?.waiting?.message ?? '';
  const found = /[Bb]ack-off (?:(\d+)m)?(?:(\d+)s)?/.exec(message);
  if (found === null || (found[1] ?? found[2]) === undefined) return undefined;
  return Number(found[1] ?? 0) * 60 + Number(found[2] ?? 0);
}
