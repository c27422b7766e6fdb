import type { Node } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { Write } from '../../api/part.ts';

type Labels = Readonly<Record<string, string>>;

const oldNames: readonly (readonly [current: string, old: string])[] = [
  ['kubernetes.io/os', 'beta.kubernetes.io/os'],
  ['kubernetes.io/arch', 'beta.kubernetes.io/arch'],
];

/** Labels with the old names of OS and architecture made equal to the stable ones; the same object when they are. */
export function withBetaLabels(labels: Labels): Labels {
  const changes = oldNames.filter(
    ([current, old]) => labels[current] !== undefined && labels[old] !== labels[current],
  );
  if (changes.length === 0) return labels;
  return { ...labels, ...Object.fromEntries(changes.map(([current, old]) => [old, labels[current]!])) };
}

export function planLabels(node: Node): Write[] {
  const labels = node.metadata?.labels ?? {};
  const wanted = withBetaLabels(labels);
  if (wanted === labels) return [];
  const patch = { metadata: { labels: wanted } };
  return [{ verb: 'patch', resource: 'nodes', namespace: '', name: nameOf(node), patch }];
}
