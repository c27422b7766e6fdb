import { KubectlError } from './kubectl-error.ts';

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * Milliseconds of a duration as Go writes it (`2s`, `1m30s`, `0`).
 * @throws KubectlError for anything else.
 */
export function parseGoDuration(text: string): number {
  const match = /^([+-]?)((?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+)$/.exec(text);
  if (match === null) {
    if (/^[+-]?0$/.test(text)) return 0;
    const why = /^[+-]?\d+(\.\d*)?$/.test(text) ? 'missing unit in duration' : 'invalid duration';
    throw new KubectlError(`time: ${why} "${text}"`);
  }
  let total = 0;
  for (const [, number, unit] of match[2]!.matchAll(/([\d.]+)([a-zµ]+)/g))
    total += Number(number) * (unitMs[unit!] ?? 0);
  return match[1] === '-' ? -total : total;
}
