import { describe, expect, it } from 'vitest';
import { orderLanes, splitPodName } from './lane-order.ts';

const web = 'replicasets.apps/default/web-7f6b9c8d54';

describe('orderLanes', () => {
  const lanes = [
    { key: 'pods/kube-system/coredns-x' },
    { key: 'pods/default/web-7f6b9c8d54-t8wkn', owner: web },
    { key: 'pods/default/lone' },
    { key: 'pods/default/web-7f6b9c8d54-2xkqp', owner: web },
    { key: 'nodes//node-1' },
  ];

  it('groups by owner, applications first and what the cluster runs for itself last', () => {
    expect(orderLanes(lanes).map((row) => [row.name, row.suffix, row.opensGroup])).toEqual([
      ['web', 't8wkn', true],
      ['web', '2xkqp', false],
      ['lone', '', true],
      ['node-1', 'Node', true],
      ['coredns-x', '', true],
    ]);
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
    expect(owned.map((row) => row.suffix)).toEqual(['Deployment', 't8wkn', 'zzzzz', '2xkqp']);
    expect(owned.map((row) => row.opensGroup)).toEqual([true, false, false, false]);
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
