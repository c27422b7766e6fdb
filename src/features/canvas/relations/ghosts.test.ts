import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../bridge/protocol.ts';
import { objectKey } from '../../../model/mirror.ts';
import { findGhosts } from './ghosts.ts';

const named = (name: string, labels?: Record<string, string>): KubeObject =>
  ({ metadata: { namespace: 'default', name, labels } }) as KubeObject;

const world = (objects: Readonly<Record<string, readonly object[]>>) => {
  const byKey = new Map<string, KubeObject>();
  for (const [resource, list] of Object.entries(objects))
    for (const object of list) byKey.set(objectKey(resource, object as KubeObject), object as KubeObject);
  return {
    get: (key: string) => byKey.get(key),
    list: (resource: string) => (objects[resource] ?? []) as readonly KubeObject[],
  };
};

const pod = (spec: object): object => ({ ...named('web-1', { app: 'web' }), spec });
const service = { ...named('web'), spec: { selector: { app: 'web' } } };
const slice = (ready: boolean): object => ({
  ...named('web-x', { 'kubernetes.io/service-name': 'web' }),
  endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
});

describe('what is missing', () => {
  it('is a ConfigMap that a pod needs, with the field that names it', () => {
    const spec = { containers: [{ name: 'web', envFrom: [{ configMapRef: { name: 'site' } }] }] };
    expect(findGhosts(world({ pods: [pod(spec)] }))).toMatchObject([
      { askedBy: 'pods/default/web-1', why: 'missing', kind: 'ConfigMap', name: 'site', field: 'envFrom' },
    ]);
    expect(findGhosts(world({ pods: [pod(spec)], configmaps: [named('site')] }))).toEqual([]);
  });

  it('is nothing that a pod can do without', () => {
    const spec = {
      containers: [{ name: 'web' }],
      volumes: [{ name: 'v', configMap: { name: 'site', optional: true } }],
    };
    expect(findGhosts(world({ pods: [pod(spec)] }))).toEqual([]);
  });

  it('is the pod that a Service selects, or one that is ready', () => {
    const pods = [pod({ containers: [] })];
    expect(findGhosts(world({ services: [service] }))).toMatchObject([{ why: 'noPod', name: 'app=web' }]);
    expect(findGhosts(world({ services: [service], pods }))).toMatchObject([{ why: 'noReadyEndpoint' }]);
    const shut = world({ services: [service], pods, 'endpointslices.discovery.k8s.io': [slice(false)] });
    expect(findGhosts(shut)).toMatchObject([{ why: 'noReadyEndpoint' }]);
    const open = world({ services: [service], pods, 'endpointslices.discovery.k8s.io': [slice(true)] });
    expect(findGhosts(open)).toEqual([]);
  });

  it('is what an Ingress, a HorizontalPodAutoscaler and a StatefulSet name in vain', () => {
    const ghosts = findGhosts(
      world({
        'ingresses.networking.k8s.io': [
          { ...named('shop'), spec: { defaultBackend: { service: { name: 'front' } } } },
        ],
        'horizontalpodautoscalers.autoscaling': [
          { ...named('web'), spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } } },
        ],
        'statefulsets.apps': [{ ...named('db'), spec: { serviceName: 'db' } }],
      }),
    );
    expect(ghosts.map(({ kind, name, field }) => `${kind} ${name} ${field}`)).toEqual([
      'Service db serviceName',
      'Service front defaultBackend',
      'Deployment web scaleTargetRef',
    ]);
  });
});
