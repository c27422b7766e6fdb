/** What kind of object a key speaks of, for what the inspector says about it. */
import type { KubeObject } from '../../bridge/protocol.ts';

export interface InspectedObject {
  readonly key: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly object: KubeObject;
}

export function inspected(key: string, object: KubeObject): InspectedObject {
  const [resource = '', namespace = '', ...name] = key.split('/');
  return {
    key,
    resource,
    namespace,
    name: name.join('/'),
    kind: object.kind ?? kindOfResource(resource),
    object,
  };
}

/** Objects of lists come without their kind; the resource tells it well enough to be read. */
export function kindOfResource(resource: string): string {
  const plural = resource.split('.')[0] ?? '';
  const known: Readonly<Record<string, string>> = {
    replicasets: 'ReplicaSet',
    endpointslices: 'EndpointSlice',
    configmaps: 'ConfigMap',
    serviceaccounts: 'ServiceAccount',
    statefulsets: 'StatefulSet',
    daemonsets: 'DaemonSet',
  };
  const singular = plural.replace(/ies$/, 'y').replace(/s$/, '');
  return known[plural] ?? singular.charAt(0).toUpperCase() + singular.slice(1);
}
