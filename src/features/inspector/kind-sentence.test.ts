import { expect, it } from 'vitest';
import type { KubeObject } from '../../bridge/protocol.ts';
import { factsOf } from './facts.ts';
import { inspected } from './kind-of-key.ts';
import { kindSentence } from './kind-sentence.ts';
import { amountOf, bytesText, coresText, shareOf } from './quantity.ts';

const definition = {
  spec: {
    group: 'acme.io',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        additionalPrinterColumns: [
          { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
          { name: 'First', type: 'string', jsonPath: ".spec.parts[0]['name']" },
        ],
      },
    ],
  },
};
const cluster: Readonly<Record<string, object>> = {
  'customresourcedefinitions.apiextensions.k8s.io//widgets.acme.io': definition,
  'storageclasses.storage.k8s.io//late': {
    provisioner: 'x',
    volumeBindingMode: 'WaitForFirstConsumer',
  },
};
const lookup = {
  get: (key: string) => cluster[key] as KubeObject | undefined,
  list: () => [],
  endpointSlices: [],
};
const say = (key: string, object: object) => kindSentence(inspected(key, object), lookup);

it.each([
  ['statefulsets.apps/d/db', { spec: { replicas: 3 }, status: { readyReplicas: 1 } }, /1 of 3.*in order/],
  ['statefulsets.apps/d/db', { spec: { replicas: 0 } }, /no pods/],
  [
    'daemonsets.apps/d/log',
    { status: { desiredNumberScheduled: 3, numberReady: 3, updatedNumberScheduled: 3 } },
    /each of the \*\*3\*\* nodes/,
  ],
  ['jobs.batch/d/once', { spec: { completions: 4 } }, /\*\*4\*\* pods that end well/],
  ['cronjobs.batch/d/nightly', { spec: { schedule: '0 3 * * *', suspend: true } }, /suspended/],
  [
    'deployments.apps/d/web',
    { spec: { replicas: 4 }, status: { conditions: [{ reason: 'ProgressDeadlineExceeded' }] } },
    /stuck/,
  ],
  ['deployments.apps/d/web', { spec: { replicas: 4 }, status: { replicas: 4 } }, undefined],
  ['services/d/db', { spec: { clusterIP: 'None' } }, /no pod that it selects is ready/],
  ['services/d/out', { spec: { type: 'ExternalName', externalName: 'a.example' } }, /a\.example/],
  [
    'networkpolicies.networking.k8s.io/d/deny',
    { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
    /^All pods.*take and send/,
  ],
  [
    'networkpolicies.networking.k8s.io/d/web',
    { spec: { podSelector: { matchLabels: { app: 'web' } } } },
    /app=web\*\* are to take only/,
  ],
  ['persistentvolumeclaims/d/data', { spec: { storageClassName: 'late' } }, /first pod that uses it/],
  ['persistentvolumeclaims/d/data', { spec: { storageClassName: 'none' } }, /does not exist/],
  ['persistentvolumes//pv', { status: { phase: 'Available' } }, /free/],
  [
    'resourcequotas/d/q',
    { status: { hard: { pods: '4', cpu: '2' }, used: { pods: '4', cpu: '500m' } } },
    /\*\*pods\*\* is used up/,
  ],
  [
    'poddisruptionbudgets.policy/d/web',
    { status: { disruptionsAllowed: 0, expectedPods: 3, currentHealthy: 2, desiredHealthy: 2 } },
    /None of its \*\*3\*\*/,
  ],
  [
    'rolebindings.rbac.authorization.k8s.io/d/readers',
    { subjects: [{ kind: 'User', name: 'ann' }], roleRef: { kind: 'Role', name: 'reader' } },
    /gives \*\*ann\*\* what Role \*\*reader\*\*/,
  ],
  ['widgets.acme.io/d/mine', { apiVersion: 'acme.io/v1', kind: 'Widget' }, /A \*\*Widget\*\*/],
  ['gadgets.acme.io/d/mine', { apiVersion: 'acme.io/v1', kind: 'Gadget' }, undefined],
])('%s says what it is up to', (key, object, expected) => {
  if (expected === undefined) expect(say(key, object)).toBeUndefined();
  else expect(say(key, object)).toMatch(expected);
});

it('gives the printer columns of a custom object', () => {
  const widget = { apiVersion: 'acme.io/v1', kind: 'Widget', spec: { size: 3, parts: [{ name: 'lid' }] } };
  expect(factsOf(inspected('widgets.acme.io/d/mine', widget), lookup)).toEqual([
    { name: 'Size', value: '3' },
    { name: 'First', value: 'lid' },
  ]);
});

it('names a field once, and leaves out what is not there', () => {
  const service: object = {
    spec: { type: 'ClusterIP', ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }] },
  };
  expect(factsOf(inspected('services/d/web', service), lookup)).toEqual([
    { name: 'type', value: 'ClusterIP' },
    { name: 'ports', value: '80/TCP, 53/UDP' },
  ]);
});

it('reads and prints quantities', () => {
  expect([amountOf('250m'), amountOf('1Gi'), amountOf('x')]).toEqual([0.25, 2 ** 30, 0]);
  expect([bytesText(1.5 * 2 ** 30), bytesText(0), coresText(0.25), coresText(2)]).toEqual([
    '1.5Gi',
    '0',
    '250m',
    '2',
  ]);
  expect(shareOf('500m', '2')).toBe(0.25);
});
