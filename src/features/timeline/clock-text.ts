/** Simulated moments as people read them. The cluster's clock is UTC, as Kubernetes' own timestamps are. */

const dayMs = 86_400_000;

/** Milliseconds past midnight (UTC) at moment 0. */
export function clockOffsetMs(startedAt: string): number {
  const started = Date.parse(startedAt);
  return Number.isFinite(started) ? ((started % dayMs) + dayMs) % dayMs : 0;
}

/** `09:06:24`, or with tenths `09:06:24.3`. */
export function clockText(offsetMs: number, ms: number, tenths = false): string {
  return tenths ? exactText(offsetMs, ms).slice(0, -2) : exactText(offsetMs, ms).slice(0, -4);
}

/** `09:06:24.350`. */
export function exactText(offsetMs: number, ms: number): string {
  const total = Math.floor(offsetMs + ms);
  const seconds = Math.floor(total / 1000);
  const hours = Math.floor(seconds / 3600) % 24;
  const text = [hours, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return `${text}.${String(total % 1000).padStart(3, '0')}`;
}

/** What stands at a mark of the ruler: as exact as its step, and the day where days are in view. */
export function tickText(startedAt: string, ms: number, stepMs: number): string {
  const offsetMs = clockOffsetMs(startedAt);
  const isMidnight = (offsetMs + ms) % dayMs === 0;
  if (stepMs >= dayMs || (isMidnight && stepMs >= 3_600_000)) return dayText(startedAt, ms);
  if (stepMs >= 60_000) return clockText(offsetMs, ms).slice(0, -3);
  if (stepMs >= 1000) return clockText(offsetMs, ms);
  return stepMs >= 100 ? clockText(offsetMs, ms, true) : exactText(offsetMs, ms).slice(3);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayText(startedAt: string, ms: number): string {
  const language = globalThis.document?.documentElement.lang || 'en';
  let format = dayFormats.get(language);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    dayFormats.set(language, format);
  }
  return format.format(Date.parse(startedAt) + ms);
}

/** A moment as `HH:MM:SS` (with fractions if wanted) on the cluster's clock: the next such from `fromMs` on. */
export function parseClock(offsetMs: number, text: string, fromMs: number): number | undefined {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(text.trim());
  if (found === null) return undefined;
  const [, hours = '', minutes = '', seconds = '0', fraction = ''] = found;
  const ofDay =
    (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
  const ms = ofDay - offsetMs;
  return ms + Math.max(0, Math.ceil((fromMs - ms) / dayMs)) * dayMs;
}

/** A span as `4:12`, `1:04:12`, or below a minute as `23 s`, below ten seconds with tenths, below one `350 ms`. */
export function spanText(ms: number): string {
  if (ms > 0 && ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const tail = `${String(Math.floor(seconds / 60) % 60).padStart(seconds >= 3600 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${tail}` : tail;
}

/** A moment of the run: `09:06:24`, and on another day than it began `3 Mar 09:06:24`. */
export function momentText(startedAt: string, ms: number): string {
  const offsetMs = clockOffsetMs(startedAt);
  const clock = clockText(offsetMs, ms);
  return offsetMs + ms < dayMs ? clock : `${dayText(startedAt, ms)} ${clock}`;
}

/** A span as spanText says it, and from a day on with its days: `2 d 03:04:12`. */
export function lengthText(ms: number): string {
  if (ms < dayMs) return spanText(ms);
  return `${Math.floor(ms / dayMs)} d ${clockText(0, ms)}`;
}
