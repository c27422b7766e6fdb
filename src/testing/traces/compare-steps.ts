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
    if (step.cmd === undefined && step.result === undefined) return [];
    const [wanted, got] = [resultOf(step, names[0]), resultOf(replayed.steps[index] ?? { t: 0 }, names[1])];
    const about = step.cmd ?? step.action ?? '';
    return wanted === got ? [] : [{ point: 'steps', about, golden: wanted, replayed: got }];
  });
}

function resultOf({ cmd = '', exit, stdout = '', stderr = '', result }: Step, naming: Naming): string {
  if (result !== undefined) return naming.anonymize(stringify(result, { sortMapEntries: true }));
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
  const shown = lines.filter((line, index) => line !== lines[index - 1]).map(inAnyOrder);
  return sortRuns(shown).join('\n');
}

/** What kubectl lists in the order of a Go map. */
function inAnyOrder(line: string): string {
  const [, warning, parts] = /^(Warning: )(.*)$/.exec(line) ?? [];
  return parts === undefined ? line : `${warning}${parts.split('; ').toSorted().join('; ')}`;
}

/** A drain evicts pods all at once: which is told of first is chance. */
const evictionLines: readonly RegExp[] = [/^evicting pod /, /^pod\/\S+ evicted/];

function sortRuns(lines: readonly string[]): string[] {
  const kindOf = (line: string) => evictionLines.findIndex((pattern) => pattern.test(line));
  const runs: string[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    const kind = kindOf(line);
    if (last !== undefined && kind >= 0 && kindOf(last[0]!) === kind) last.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => run.toSorted());
}
