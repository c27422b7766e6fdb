/** The ownership view as rows for the tree grid. */
import type { Node, Pod } from '../../../engine/api/generated/types.ts';
import { isNodeLost, podAppearance } from '../../../bridge/appearance.ts';
import { ghostWords } from '../relations/ghost-tag.tsx';
import type { Ghost } from '../relations/ghosts.ts';
import type { Lookup } from '../../../model/relations/lookup.ts';
import { t } from '../views/messages.en.ts';
import { factsOf, isScaledToZero } from '../views/object-facts.ts';
import type { PlanRow } from '../views/plan-store.ts';
import type { OwnershipBand, OwnershipNode } from './ownership-forest.ts';

export function ownershipRows(
  bands: readonly OwnershipBand[],
  ghosts: ReadonlyMap<string, readonly Ghost[]>,
  lookup: Lookup,
): readonly PlanRow[] {
  const rows: PlanRow[] = [];
  const addNode = (node: OwnershipNode, level: number): void => {
    const missing = ghosts.get(node.key) ?? [];
    const children = node.children.length + missing.length;
    rows.push({
      id: node.key,
      key: node.key,
      level,
      name: `${node.kind} ${node.name}`,
      cells: cellsOf(node, lookup),
      ...(children === 0 ? {} : { children }),
    });
    rows.push(...ghostRows(missing, level + 1));
    for (const child of node.children) addNode(child, level + 1);
  };
  for (const { namespace, roots } of bands) {
    const key = `band/${namespace}`;
    const name = `${t('canvas.views.namespace')} ${namespace}`;
    rows.push({ id: key, key, level: 1, name, cells: [], children: roots.length });
    for (const root of roots) addNode(root, 2);
  }
  return rows;
}

export function ghostRows(ghosts: readonly Ghost[], level: number): readonly PlanRow[] {
  return ghosts.map((ghost) => ({
    id: ghost.key,
    key: ghost.key,
    level,
    name: ghostWords(ghost),
    cells: [t('canvas.views.ghost.field', { field: ghost.field })],
  }));
}

function cellsOf(node: OwnershipNode, lookup: Lookup): readonly string[] {
  const { lostOwner, resource, object } = node;
  const lost = lostOwner === undefined ? [] : [t('canvas.views.lostOwner', { owner: lostOwner })];
  if (resource === 'pods') return [...podCells(object as Pod, lookup), ...lost];
  const { ready, desired, words } = factsOf(resource, object);
  return [
    ...(desired === undefined ? [] : [t('canvas.views.ready', { n: ready ?? 0, m: desired })]),
    ...(words === '' ? [] : [words]),
    ...(isScaledToZero(resource, object) ? [t('canvas.views.scaledToZero')] : []),
    ...lost,
  ];
}

/** kubectl's word, ready containers, and the machine. */
export function podCells(pod: Pod, lookup: Lookup): readonly string[] {
  const nodeName = pod.spec?.nodeName;
  const node = lookup.get(`nodes//${nodeName ?? ''}`) as Node | undefined;
  const { word, readyContainers, containers } = podAppearance(pod, isNodeLost(node));
  return [word, `${readyContainers}/${containers.length}`, ...(nodeName === undefined ? [] : [nodeName])];
}
