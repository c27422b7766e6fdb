import { describe, expect, it } from 'vitest';
import type { Pod } from '../../engine/api/generated/types.ts';
import { updateScene } from './scene.ts';
import { moveInTree, planRows, treeRows } from './tree-rows.ts';

const pod = (name: string, nodeName: string): Pod => ({
  metadata: { name, namespace: 'default' },
  spec: { containers: [], nodeName },
});

const sceneOf = (pods: readonly Pod[]) =>
  updateScene(undefined, { nodes: [], machines: [], pods, services: [], endpointSlices: [] }, 2);

describe('the tree of rows', () => {
  const rows = treeRows(sceneOf([pod('a', 'node-1'), pod('b', 'node-1'), pod('c', 'node-2')]), null);

  it('lists machines and below each its pods', () => {
    expect(rows.map(({ key }) => key)).toEqual([
      'nodes//node-1',
      'pods/default/a',
      'pods/default/b',
      'nodes//node-2',
      'pods/default/c',
    ]);
  });

  it.each([
    [0, 'ArrowDown', 1],
    [0, 'ArrowRight', 1],
    [2, 'ArrowLeft', 0],
    [4, 'Home', 0],
    [0, 'End', 4],
    [4, 'ArrowDown', undefined],
    [0, 'x', undefined],
  ] as const)('from row %i %s leads to %s', (from, key, to) => {
    expect(moveInTree(rows, from, key)).toBe(to);
  });

  it('opens only the machine in focus when there are very many pods', () => {
    const many = Array.from({ length: 500 }, (_, index) => pod(`p${index}`, `node-${index % 10}`));
    expect(treeRows(sceneOf(many), null)).toHaveLength(10);
    expect(treeRows(sceneOf(many), 'pods/default/p0')).toHaveLength(60);
  });
});

describe('rows of another view', () => {
  const row = (key: string, level: number, children?: number) => ({
    id: key,
    key,
    level,
    name: key,
    cells: [],
    ...(children === undefined ? {} : { children }),
  });
  const pods = Array.from({ length: 600 }, (_, index) => row(`pods/default/p${index}`, 3));
  const rows = [row('band/default', 1, 1), row('web', 2, 600), ...pods, row('db', 2, 1), row('db-0', 3)];

  it('are closed where there are very many', () => {
    const shown = planRows(rows, null);
    expect(shown.map(({ key, isExpanded }) => [key, isExpanded])).toEqual([
      ['band/default', true],
      ['web', false],
      ['db', true],
      ['db-0', true],
    ]);
  });

  it('open for the focus', () => expect(planRows(rows, 'pods/default/p7')).toHaveLength(604));
});
