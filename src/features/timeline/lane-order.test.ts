import { describe, expect, it } from 'vitest';
import { orderLanes, splitPodName } from './lane-order.ts';
import type { LaneRow } from './lane-order.ts';

const web = 'replicasets.apps/default/web-7f6b9c8d54';

describe('orderLanes', () => {
  const lanes = [
    { key: 'pods/kube-system/coredns-x' },
    { key: 'pods/default/web-7f6b9c8d54-t8wkn', owner: web },
    { key: 'pods/default/lone' },
    { key: 'pods/default/web-7f6b9c8d54-2xkqp', owner: web },
    { key: 'nodes//node-1' },
  ];

  const words = (rows: readonly LaneRow[]): string[] =>
    rows.map((row) =>
      `${row.level} ${row.type} ${row.name} ${row.type === 'object' ? row.suffix : ''}`.trim(),
    );
  const unfolded = { folds: { 'namespaces//kube-system': false } };

  it('groups by namespace and owner, applications first and what the cluster runs for itself last', () => {
    expect(words(orderLanes(lanes, unfolded))).toEqual([
      '1 namespace default',
      '2 group web-7f6b9c8d54',
      '3 object web t8wkn',
      '3 object web 2xkqp',
      '2 object lone',
      '1 group',
      '2 object node-1 Node',
      '1 namespace kube-system',
      '2 object coredns-x',
    ]);
  });

  it('folds what the cluster runs for itself until somebody wants it, and what somebody folds', () => {
    expect(orderLanes(lanes).at(-1)).toMatchObject({ type: 'namespace', name: 'kube-system', folded: true });
    const folded = orderLanes(lanes, { folds: { [`group:${web}`]: true } });
    expect(words(folded).slice(0, 3)).toEqual([
      '1 namespace default',
      '2 group web-7f6b9c8d54',
      '2 object lone',
    ]);
  });

  it('needs no heads for a single namespace', () => {
    const rows = orderLanes(lanes.slice(1));
    expect(rows.some((row) => row.type === 'namespace')).toBe(false);
  });

  it('shows the containers of a pod that is opened', () => {
    const rows = orderLanes([{ key: 'pods/default/lone' }], {
      opened: { 'pods/default/lone': true },
      containersOf: () => ['wait', 'web'],
    });
    expect(words(rows)).toEqual(['1 object lone', '2 container wait', '2 container web']);
  });

  it('sets the pods of a Deployment below it, those of its older ReplicaSet first', () => {
    const deployment = 'deployments.apps/default/web';
    const owned = orderLanes([
      { key: deployment },
      { key: web, owner: deployment },
      { key: 'pods/default/web-7f6b9c8d54-t8wkn', owner: web },
      { key: 'replicasets.apps/default/web-new', owner: deployment },
      { key: 'pods/default/web-5d4f8c7b96-2xkqp', owner: 'replicasets.apps/default/web-new' },
      { key: 'pods/default/web-7f6b9c8d54-zzzzz', owner: web },
    ]);
    expect(words(owned)).toEqual([
      '1 group web',
      '2 object web t8wkn',
      '2 object web zzzzz',
      '2 object web 2xkqp',
    ]);
    expect(owned[0]).toMatchObject({ kind: 'Deployment', lane: deployment, count: 3 });
  });

  it('ends when owners own each other', () => {
    const circle = [
      { key: 'pods/default/a', owner: 'pods/default/b' },
      { key: 'pods/default/b', owner: 'pods/default/a' },
    ];
    expect(orderLanes(circle)).toEqual([]);
  });

  it('never lets two lanes change places when more are born', () => {
    const before = orderLanes(lanes).map((row) => row.key);
    const after = orderLanes([
      ...lanes,
      { key: 'pods/default/web-7f6b9c8d54-zzzzz', owner: web },
      { key: 'nodes//node-2' },
    ]);
    expect(after.map((row) => row.key).filter((key) => before.includes(key))).toEqual(before);
  });
});

describe('splitPodName', () => {
  it('drops the hash of the ReplicaSet and keeps the random end', () => {
    expect(splitPodName('web-7f6b9c8d54-t8wkn')).toEqual({ name: 'web', suffix: 't8wkn' });
    expect(splitPodName('agent-2xkqp')).toEqual({ name: 'agent', suffix: '2xkqp' });
    expect(splitPodName('redis-0')).toEqual({ name: 'redis-0', suffix: '' });
  });
});
