/** What was there before the lists of requests were recorded: the requests that make it. */
import { findKind, pathOf, type ApiRequest, type KubeObject } from '../../engine/index.ts';

function creation(namespace: string, object: KubeObject): ApiRequest {
  const kind = findKind(object.apiVersion!, object.kind!)!;
  return { method: 'POST', path: pathOf(kind, kind.namespaced ? namespace : ''), body: object };
}

const container = { name: 'nginx', image: 'nginx:1.19' };

function workload(kind: string, name: string, spec: object): KubeObject {
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers: [container] } };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: { selector: { matchLabels: labels }, template, ...spec },
  } as KubeObject;
}

function core(kind: string, name: string, fields: object): KubeObject {
  return { apiVersion: 'v1', kind, metadata: { name }, ...fields } as KubeObject;
}

const validation: readonly KubeObject[] = [
  workload('Deployment', 'web', { replicas: 0 }),
  workload('ReplicaSet', 'rs1', { replicas: 0 }),
  workload('DaemonSet', 'web', {}),
  workload('StatefulSet', 'web', { replicas: 0, serviceName: 'web' }),
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'j' },
    spec: {
      parallelism: 0,
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'c', image: 'busybox', command: ['sleep', '1'] }],
        },
      },
    },
  } as KubeObject,
  core('Service', 'web', {
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }], clusterIP: '10.96.77.234' },
  }),
  core('Service', 'np', {
    spec: { type: 'NodePort', selector: { app: 'web' }, ports: [{ port: 80, nodePort: 30080 }] },
  }),
  core('ConfigMap', 'frozen', { immutable: true, data: { a: '1' } }),
  core('Secret', 'sfrozen', { immutable: true, data: { a: 'MQ==' } }),
  core('PersistentVolumeClaim', 'data', {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  }),
  core('Pod', 'p', { spec: { containers: [{ name: 'c', image: 'nginx:1.19' }] } }),
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'rb' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'validation' }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' },
  } as KubeObject,
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'pdb' },
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
  } as KubeObject,
];

const apisem: readonly KubeObject[] = ['c1', 'c2', 'c3', 'c4'].map((name) =>
  core('ConfigMap', name, { data: { k: 'v' } }),
);

/** The namespace that a list is about. */
export const namespaceOf: Readonly<Record<string, ApiRequest>> = {
  's-validation': creation('', core('Namespace', 'validation', {})),
  't-api': creation('', core('Namespace', 'apisem', {})),
};

/** Objects that were made when the recorder came to a case. */
export const beforehand: Readonly<Record<string, { before: string; requests: readonly ApiRequest[] }>> = {
  's-validation': {
    before: 'malformed-json',
    requests: validation.map((object) => creation('validation', object)),
  },
  't-api': { before: 'list limit=2', requests: apisem.map((object) => creation('apisem', object)) },
};
