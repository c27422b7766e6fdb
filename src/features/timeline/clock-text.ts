/** Simulated moments as people read them. The cluster's clock is UTC, as Kubernetes' own timestamps are. */

const dayMs = 86_400_000;

/** Milliseconds past midnight (UTC) at moment 0. */
export function clockOffsetMs(startedAt: string): number {
  const started = Date.parse(startedAt);
  return Number.isFinite(started) ? ((started % dayMs) + dayMs) % dayMs : 0;
}

/** `09:06:24`, or with tenths `09:06:24.3`. */
export function clockText(offsetMs: number, ms: number, tenths = false): string {
  const total = Math.floor((offsetMs + ms) / 100);
  const seconds = Math.floor(total / 10);
  const hours = Math.floor(seconds / 3600) % 24;
  const text = [hours, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return tenths ? `${text}.${total % 10}` : text;
}

/** A span as `4:12`, `1:04:12`, or below a minute as `23 s`, below ten seconds with tenths. */
export function spanText(ms: number): string {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const tail = `${String(Math.floor(seconds / 60) % 60).padStart(seconds >= 3600 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${tail}` : tail;
}
