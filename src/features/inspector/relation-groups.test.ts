import { expect, it } from 'vitest';
import type { KubeObject } from '../../bridge/protocol.ts';
import { podsOnNode, relationGroups } from './relation-groups.ts';

const meta = (name: string, more: object = {}) => ({
  name,
  namespace: 'default',
  uid: `uid-${name}`,
  ...more,
});
const owner = (kind: string, name: string) => [
  { apiVersion: 'apps/v1', kind, name, uid: `uid-${name}`, controller: true },
];

const objects = new Map<string, KubeObject>(
  Object.entries({
    'deployments.apps/default/web': { metadata: meta('web') },
    'replicasets.apps/default/web-1': {
      metadata: meta('web-1', { ownerReferences: owner('Deployment', 'web') }),
    },
    'pods/default/web-1-a': {
      metadata: meta('web-1-a', { ownerReferences: owner('ReplicaSet', 'web-1'), labels: { app: 'web' } }),
      spec: {
        nodeName: 'node-1',
        containers: [],
        volumes: [{ name: 'site', configMap: { name: 'pages' } }],
      },
    },
    'services/default/web': { metadata: meta('web'), spec: { selector: { app: 'web' } } },
    'nodes//node-1': { metadata: { name: 'node-1' } },
  } as Record<string, KubeObject>),
);
const lookup = {
  get: (key: string) => objects.get(key),
  list: (resource: string) =>
    [...objects].filter(([key]) => key.startsWith(`${resource}/`)).map(([, object]) => object),
};

it('reads the owners upwards, then what selects a pod, what it uses and where it lives', () => {
  const key = 'pods/default/web-1-a';
  const groups = relationGroups(key, objects.get(key)!, lookup);
  const words = groups.map(({ kind, related }) => [
    kind,
    ...related.map(
      (one) => `${'>'.repeat(one.depth)}${one.key} by ${one.via}${one.exists ? '' : ' missing'}`,
    ),
  ]);
  expect(words).toEqual([
    ['owners', 'replicasets.apps/default/web-1 by controller', '>deployments.apps/default/web by controller'],
    ['selectedBy', 'services/default/web by app=web'],
    ['uses', 'configmaps/default/pages by volumes[site].configMap missing'],
    ['place', 'nodes//node-1 by nodeName', 'namespaces//default by namespace missing'],
  ]);
});

it('finds the pods of a node', () => {
  expect(podsOnNode('nodes//node-1', lookup).map(({ key }) => key)).toEqual(['pods/default/web-1-a']);
  expect(podsOnNode('pods/default/web-1-a', lookup)).toEqual([]);
});
