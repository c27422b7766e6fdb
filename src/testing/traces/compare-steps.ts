/** Point 1: what each command printed, and how it exited. */
import { parse, stringify } from 'yaml';
import { allowedTexts, rewrite } from './allowed-differences.ts';
import { normalize } from './compare-final.ts';
import type { TraceDifference } from './differences.ts';
import type { Naming } from './naming.ts';
import type { Fields, Run, Step } from './trace.ts';

export function compareSteps(
  golden: Run,
  replayed: Run,
  names: readonly [Naming, Naming],
): TraceDifference[] {
  return golden.steps.flatMap((step, index): TraceDifference[] => {
    if (step.cmd === undefined) return [];
    const [wanted, got] = [resultOf(step, names[0]), resultOf(replayed.steps[index] ?? { t: 0 }, names[1])];
    return wanted === got ? [] : [{ point: 'steps', about: step.cmd, golden: wanted, replayed: got }];
  });
}

function resultOf({ cmd = '', exit, stdout = '', stderr = '' }: Step, naming: Naming): string {
  if (exit === 0 && cmd.endsWith(' -o yaml')) return describeObject(stdout, naming);
  const text = [stdout, stderr].map((part) => printable(naming.anonymize(part))).join('|');
  return `exit ${exit}: ${text}`;
}

/** What was asked for of an object that was printed whole; its status is of a moment and compared elsewhere. */
function describeObject(yaml: string, naming: Naming): string {
  const object = parse(yaml) as Fields;
  const { labels, annotations } = object['metadata'] as Fields;
  const { status: _, ...spec } = normalize(String(object['kind']), object, naming);
  return stringify({ labels, annotations, ...spec }, { sortMapEntries: true });
}

/**
 * Ages go, and a command that follows something (`rollout status`) repeats itself and counts steps of
 * a second: lines of waiting stand once, whatever the numbers in them.
 */
function printable(text: string): string {
  const lines = rewrite(allowedTexts, text)
    .replace(/\b\d+[smhd](\d+[smh])?\b/g, '<age>')
    .split('\n')
    .map((line) => (line.startsWith('Waiting for ') ? 'Waiting...' : line));
  return lines.filter((line, index) => line !== lines[index - 1]).join('\n');
}
