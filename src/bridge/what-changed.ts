/** A change in a few words, the most telling first: `status.phase Pending → Running`. */
import type { KubeObject } from '../engine/index.ts';

type Leaf = string | number | boolean | null;

interface Difference {
  readonly path: string;
  readonly before: Leaf | undefined;
  readonly after: Leaf | undefined;
}

/** Objects are small; past so many values the rest of one is not looked at. */
const mostLeaves = 2000;

/** The first that a path matches says how telling it is; what matches none tells nothing. */
const telling: readonly RegExp[] = [
  /^metadata\.deletionTimestamp$/,
  /^spec\.(nodeName|power|network|unschedulable|replicas)$/,
  /^spec\.taints\b/,
  /^status\.phase$/,
  /^status\.(initC|c)ontainerStatuses\[.*\.state\.(waiting\.reason|terminated\.(exitCode|reason)|running\.startedAt)$/,
  /^status\.conditions\[(Ready|Available|PodScheduled)\]\.(status|reason)$/,
  /^status\.conditions\[.*\.status$/,
  /^status\.(ready|available|updated|numberReady|)[rR]eplicas$/,
  /^endpoints\b.*\.ready$/,
  /^(endpoints|subsets)\b/,
  /^spec\./,
  /^(data|rules|roleRef)\b/,
  /^status\.podIP$/,
  /^metadata\.(finalizers|ownerReferences|labels|annotations)\b/,
  /^status\.(?!observedGeneration)(?!.*(Time|message|[aA]t)$)/,
];

export function whatChanged(previous: KubeObject, next: KubeObject): string {
  const [best] = tellingDifferences(previous, next, 1);
  return best === undefined ? '' : wordsOf(best);
}

/** The differences that tell something, the most telling first. */
export function tellingDifferences(previous: KubeObject, next: KubeObject, most: number): Difference[] {
  return differences(previous, next)
    .map((difference) => ({ difference, rank: rankOf(difference) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((left, right) => left.rank - right.rank)
    .slice(0, most)
    .map(({ difference }) => difference);
}

function rankOf({ path, after }: Difference): number {
  const found = telling.findIndex((pattern) => pattern.test(path));
  // What goes is mostly the other side of what comes.
  return found >= 0 && after === undefined ? found + 0.5 : found;
}

function wordsOf({ path, before, after }: Difference): string {
  if (after === undefined) return `${path} removed`;
  if (path.endsWith(']') && before === undefined) return `${path} added`;
  if (/(Timestamp|At)$/.test(path)) return `${path} set`;
  return before === undefined || before === ''
    ? `${path} = ${String(after)}`
    : `${path} ${String(before)} → ${String(after)}`;
}

function differences(previous: KubeObject, next: KubeObject): Difference[] {
  const before = leavesOf(previous);
  const after = leavesOf(next);
  const found: Difference[] = [];
  for (const [path, value] of after) {
    const was = before.get(path);
    if (was !== value) found.push({ path, before: was, after: value });
  }
  for (const [path, value] of before)
    if (!after.has(path)) found.push({ path, before: value, after: undefined });
  const whole = found.filter(({ path }) => path.endsWith(']')).map(({ path }) => `${path}.`);
  return found.filter(({ path }) => !whole.some((start) => path.startsWith(start)));
}

function leavesOf(object: KubeObject): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  collect(object, '', leaves);
  return leaves;
}

function collect(value: unknown, path: string, leaves: Map<string, Leaf>): void {
  if (leaves.size >= mostLeaves || value === undefined) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      const itemPath = `${path}[${nameOf(item, index)}]`;
      // An item that comes or goes is told as a whole.
      leaves.set(itemPath, true);
      collect(item, itemPath, leaves);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value))
      collect(item, path === '' ? name : `${path}.${name}`, leaves);
  } else leaves.set(path, value as Leaf);
}

/** Items are told apart as Kubernetes does, so that one that moves is not taken for a change. */
function nameOf(item: unknown, index: number): string {
  if (typeof item !== 'object' || item === null) return String(item ?? index);
  const { type, name, key, effect, addresses } = item as Record<string, unknown>;
  if (typeof key === 'string') return typeof effect === 'string' ? `${key}:${effect}` : key;
  const address: unknown = Array.isArray(addresses) ? addresses[0] : undefined;
  const found = type ?? name ?? address;
  return typeof found === 'string' ? found : String(index);
}
