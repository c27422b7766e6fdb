import { UsageError } from './usage-error.ts';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `90s`, `10m`, `1h30m`, `500ms`. @throws UsageError naming `what` for anything else. */
export function parseDuration(text: string, what: string): number {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text))
    throw new UsageError(`${what}: "${text}" is no duration such as 90s, 10m or 1h30m`);
  let totalMs = 0;
  for (const [, number = '0', unit = 's'] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
    totalMs += Number(number) * (unitMs[unit] ?? 0);
  return Math.round(totalMs);
}
