const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `1.5`, `2m`, `infinity` in milliseconds; null is for ever, undefined is no duration. */
export function parseDuration(text: string): number | null | undefined {
  if (text === 'infinity' || text === 'inf') return null;
  const found = /^(\d*\.?\d+)([smhd]?)$/.exec(text);
  if (found === null) return undefined;
  const ms = Number(found[1]) * unitsMs[found[2] || 's']!;
  return Number.isFinite(ms) ? ms : null;
}
