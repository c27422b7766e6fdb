import { expect, it } from 'vitest';
import type { Pod } from '../../engine/api/generated/types.ts';
import { breakChoices } from './break-choices.ts';

const pod = (name: string, namespace: string, running: boolean): Pod =>
  ({
    metadata: { name, namespace },
    spec: { nodeName: 'node-1', containers: [{ name: 'main' }] },
    status: { containerStatuses: [{ name: 'main', state: running ? { running: {} } : { waiting: {} } }] },
  }) as unknown as Pod;

it('offers machines that are on and containers that run', () => {
  const choices = breakChoices({
    nodes: [
      { metadata: { name: 'control-plane', labels: { 'node-role.kubernetes.io/control-plane': '' } } },
      { metadata: { name: 'node-2' } },
      { metadata: { name: 'node-1' } },
    ],
    machines: [{ metadata: { name: 'node-2' }, spec: { power: 'Off' } } as never],
    pods: [pod('web', 'default', true), pod('sick', 'default', false), pod('proxy', 'kube-system', true)],
  });
  expect(choices.power.map((choice) => choice.name)).toEqual(['node-1']);
  expect(choices.restore).toEqual([{ act: 'powerOn', name: 'node-2' }]);
  expect(choices.exit).toEqual([{ act: 'exit', name: 'web', key: 'pods/default/web', container: 'main' }]);
  expect(choices.remove.map((choice) => choice.name)).toEqual(['web', 'sick']);
});
