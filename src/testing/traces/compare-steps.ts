/** Point 1: what each command printed, and how it exited. */
import { allowedTexts, rewrite } from './allowed-differences.ts';
import type { TraceDifference } from './differences.ts';
import type { Naming } from './naming.ts';
import type { Run, Step } from './trace.ts';

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

function resultOf({ exit, stdout = '', stderr = '' }: Step, naming: Naming): string {
  const text = [stdout, stderr].map((part) => printable(naming.anonymize(part))).join('|');
  return `exit ${exit}: ${text}`;
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
