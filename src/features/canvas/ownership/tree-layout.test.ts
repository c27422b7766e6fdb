import { describe, expect, it } from 'vitest';
import type { OwnershipNode } from './ownership-forest.ts';
import { emptyMemory, layOutForest } from './tree-layout.ts';

const node = (resource: string, name: string, children: readonly OwnershipNode[] = []): OwnershipNode => ({
  key: `${resource}/default/${name}`,
  resource,
  kind: resource,
  name,
  namespace: 'default',
  object: {} as never,
  children,
});
const pods = (...names: string[]): OwnershipNode[] => names.map((name) => node('pods', name));
const web = (...children: OwnershipNode[]): OwnershipNode => node('deployments.apps', 'web', children);
const forest = (...roots: OwnershipNode[]) => [{ namespace: 'default', roots }];
const never = (): boolean => false;
const placeOf = (layout: ReturnType<typeof layOutForest>, name: string) =>
  [...layout.cards, ...layout.pods].find((placed) => placed.node.name === name)?.rect;

describe('the trees of owners', () => {
  it('run from left to right, each owner beside its first', () => {
    const layout = layOutForest(
      forest(web(node('replicasets.apps', 'web-1', pods('a', 'b')))),
      emptyMemory(),
      never,
    );
    const [owner, set, pod] = ['web', 'web-1', 'a'].map((name) => placeOf(layout, name)!);
    expect(set!.x).toBeGreaterThan(owner!.x + owner!.width);
    expect(pod!.x).toBeGreaterThan(set!.x + set!.width);
    expect(set!.y).toBe(owner!.y);
    expect(layout.edges.map(({ from }) => from)).toContain('deployments.apps/default/web');
  });

  it('go down on a narrow screen, what is owned a step in from its owner', () => {
    const roots = forest(web(node('replicasets.apps', 'web-1', pods('a', 'b', 'c'))));
    const narrow = layOutForest(roots, emptyMemory(), never, 'narrow');
    const [owner, set, pod] = ['web', 'web-1', 'a'].map((name) => placeOf(narrow, name)!);
    expect(set!.y).toBeGreaterThan(owner!.y + owner!.height);
    expect(pod!.y).toBeGreaterThan(set!.y + set!.height);
    expect(set!.x - owner!.x).toBe(pod!.x - set!.x);
    expect(narrow.bounds.width).toBeLessThan(390);
  });

  it('have pods that nobody owns side by side below them, each in its slot', () => {
    const memory = emptyMemory();
    const before = layOutForest(forest(web(...pods('a')), ...pods('b', 'c')), memory, never);
    const [owner, first, second] = ['web', 'b', 'c'].map((name) => placeOf(before, name)!);
    expect(first!.y).toBeGreaterThan(owner!.y + owner!.height);
    expect(second!.y).toBe(first!.y);
    expect(second!.x).toBeGreaterThan(first!.x);
    const after = layOutForest(forest(web(...pods('a')), ...pods('c', 'd')), memory, never);
    expect(placeOf(after, 'c')).toEqual(second);
    expect(placeOf(after, 'd')).toEqual(first);
  });

  it('leave a survivor where it stands, and give the free slot to the next', () => {
    const memory = emptyMemory();
    const grow = (...names: string[]) => layOutForest(forest(web(...pods(...names))), memory, never);
    const before = grow('a', 'b', 'c');
    const after = grow('b', 'c', 'd');
    expect(placeOf(after, 'b')).toEqual(placeOf(before, 'b'));
    expect(placeOf(after, 'c')).toEqual(placeOf(before, 'c'));
    expect(placeOf(after, 'd')).toEqual(placeOf(before, 'a'));
  });

  it('keep the room of a tree that has become smaller', () => {
    const memory = emptyMemory();
    const other = node('deployments.apps', 'other');
    const many = layOutForest(
      forest(web(...pods('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i')), other),
      memory,
      never,
    );
    const few = layOutForest(forest(web(...pods('a')), other), memory, never);
    expect(placeOf(few, 'other')).toEqual(placeOf(many, 'other'));
    expect(
      placeOf(layOutForest(forest(web(...pods('a')), other), emptyMemory(), never), 'other')!.y,
    ).toBeLessThan(placeOf(few, 'other')!.y);
  });

  it('never lay one thing over another', () => {
    const names = Array.from({ length: 40 }, (_, index) => `pod-${index}`);
    const roots = [
      web(node('replicasets.apps', 'new', pods(...names)), node('replicasets.apps', 'old')),
      ...pods('lone'),
    ];
    const layout = layOutForest(forest(...roots), emptyMemory(), ({ name }) => name === 'old');
    const rects = [...layout.cards, ...layout.pods].map(({ rect }) => rect);
    for (const [index, a] of rects.entries())
      for (const b of rects.slice(index + 1))
        expect(
          a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        ).toBe(false);
  });
});
