/** Moments and lengths of a why chain, as exact as they have to be. */
import { t } from './messages.en.ts';

/** `09:01:02`, and with a tenth, a hundredth or a thousandth where steps are that near. */
export function clockNear(startedAt: string, ms: number, stepMs = 1000): string {
  const text = new Date(Date.parse(startedAt) + ms).toISOString();
  const digits = stepMs >= 1000 ? 0 : stepMs >= 100 ? 1 : stepMs >= 10 ? 2 : 3;
  return digits === 0 ? text.slice(11, 19) : text.slice(11, 20 + digits);
}

/** `5:54.9`, `23 ms`, `1.5 s`. */
export function lengthText(ms: number): string {
  if (ms < 1000) return t('time.ms', { n: Math.round(ms) });
  if (ms < 60_000) return t('time.seconds', { n: trimmed(ms / 1000) });
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60) % 60;
  const tail = `${String(seconds % 60).padStart(2, '0')}`;
  const hours = Math.floor(seconds / 3600);
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${String(minutes).padStart(2, '0')}:${tail}`;
}

/** How much room a second has, or a minute or a millisecond where that says more. */
export function scaleText(pxPerMs: number): string {
  if (pxPerMs >= 1) return t('why.scale.ms', { px: trimmed(pxPerMs) });
  if (pxPerMs * 1000 >= 1) return t('why.scale.second', { px: trimmed(pxPerMs * 1000) });
  return t('why.scale.minute', { px: trimmed(pxPerMs * 60_000) });
}

function trimmed(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, '');
}
