/** What an object names in its fields: each reference with the field that makes it, whether or not its target exists. */
import type { KubeObject } from '../../bridge/protocol.ts';
import type {
  Container,
  HorizontalPodAutoscaler,
  Ingress,
  IngressBackend,
  PersistentVolumeClaim,
  Pod,
  RoleBinding,
  StatefulSet,
  Volume,
} from '../../engine/api/generated/types.ts';
import { resourceOfKey } from '../mirror.ts';
import { keyFor, resourceOf } from './kinds.ts';

export interface Reference {
  /** Key of what is named. */
  readonly to: string;
  /** As one finds it in the manifest: `volumes[site].configMap`. */
  readonly field: string;
  /** Its absence is all right. */
  readonly isOptional: boolean;
}

export function referencesOf(key: string, object: KubeObject): readonly Reference[] {
  const namespace = object.metadata?.namespace ?? '';
  const refer = (
    resource: string,
    name: string | undefined,
    field: string,
    isOptional = false,
  ): Reference[] =>
    name === undefined || name === '' ? [] : [{ to: keyFor(resource, namespace, name), field, isOptional }];
  return unique(byResource[resourceOfKey(key)]?.(object, refer) ?? []);
}

type Refer = (
  resource: string,
  name: string | undefined,
  field: string,
  isOptional?: boolean,
) => readonly Reference[];

const byResource: Readonly<Record<string, (object: KubeObject, refer: Refer) => readonly Reference[]>> = {
  pods: podReferences,
  'ingresses.networking.k8s.io': ingressReferences,
  'horizontalpodautoscalers.autoscaling': (object, refer) => {
    const target = (object as HorizontalPodAutoscaler).spec?.scaleTargetRef;
    const resource = resourceOf(target?.kind ?? '');
    return resource === undefined ? [] : refer(resource, target?.name, 'scaleTargetRef');
  },
  'statefulsets.apps': (object, refer) =>
    refer('services', (object as StatefulSet).spec?.serviceName, 'serviceName'),
  'rolebindings.rbac.authorization.k8s.io': bindingReferences,
  'clusterrolebindings.rbac.authorization.k8s.io': bindingReferences,
  persistentvolumeclaims: (object, refer) => {
    const { spec } = object as PersistentVolumeClaim;
    return [
      ...refer('persistentvolumes', spec?.volumeName, 'volumeName'),
      ...refer('storageclasses.storage.k8s.io', spec?.storageClassName, 'storageClassName'),
    ];
  },
};

function podReferences(object: KubeObject, refer: Refer): readonly Reference[] {
  const { metadata, spec } = object as Pod;
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  return [
    ...(spec?.volumes ?? []).flatMap((volume) => volumeReferences(volume, metadata?.name ?? '', refer)),
    ...containers.flatMap((container) => environmentReferences(container, refer)),
    ...refer('serviceaccounts', spec?.serviceAccountName, 'serviceAccountName'),
    ...refer('priorityclasses.scheduling.k8s.io', spec?.priorityClassName, 'priorityClassName'),
    // An absent one is passed over by the kubelet.
    ...(spec?.imagePullSecrets ?? []).flatMap(({ name }) => refer('secrets', name, 'imagePullSecrets', true)),
  ];
}

function volumeReferences(volume: Volume, pod: string, refer: Refer): readonly Reference[] {
  const { name, configMap, secret, persistentVolumeClaim: claim, ephemeral, projected } = volume;
  // What every pod gets without asking teaches nothing.
  if (name.startsWith('kube-api-access')) return [];
  const field = (kind: string): string => `volumes[${name}].${kind}`;
  return [
    ...refer('configmaps', configMap?.name, field('configMap'), configMap?.optional),
    ...refer('secrets', secret?.secretName, field('secret'), secret?.optional),
    ...refer('persistentvolumeclaims', claim?.claimName, field('persistentVolumeClaim')),
    ...(ephemeral === undefined ? [] : refer('persistentvolumeclaims', `${pod}-${name}`, field('ephemeral'))),
    ...(projected?.sources ?? []).flatMap((source) => [
      ...refer('configmaps', source.configMap?.name, field('projected'), source.configMap?.optional),
      ...refer('secrets', source.secret?.name, field('projected'), source.secret?.optional),
    ]),
  ];
}

function environmentReferences({ env = [], envFrom = [] }: Container, refer: Refer): readonly Reference[] {
  return [
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [
      ...refer('configmaps', configMapRef?.name, 'envFrom', configMapRef?.optional),
      ...refer('secrets', secretRef?.name, 'envFrom', secretRef?.optional),
    ]),
    ...env.flatMap(({ name, valueFrom }) => {
      const map = valueFrom?.configMapKeyRef;
      const secret = valueFrom?.secretKeyRef;
      return [
        ...refer('configmaps', map?.name, `env[${name}]`, map?.optional),
        ...refer('secrets', secret?.name, `env[${name}]`, secret?.optional),
      ];
    }),
  ];
}

function bindingReferences(object: KubeObject, refer: Refer): readonly Reference[] {
  const { roleRef, subjects = [] } = object as RoleBinding;
  const role = resourceOf(roleRef.kind);
  return [
    ...(role === undefined ? [] : refer(role, roleRef.name, 'roleRef')),
    ...subjects.flatMap(({ kind, name, namespace = '' }) =>
      kind === 'ServiceAccount'
        ? [{ to: keyFor('serviceaccounts', namespace, name), field: 'subjects', isOptional: false }]
        : [],
    ),
  ];
}

function ingressReferences(object: KubeObject, refer: Refer): readonly Reference[] {
  const { spec } = object as Ingress;
  const toService = (backend: IngressBackend | undefined, field: string): readonly Reference[] =>
    refer('services', backend?.service?.name, field);
  return [
    ...refer('ingressclasses.networking.k8s.io', spec?.ingressClassName, 'ingressClassName'),
    ...toService(spec?.defaultBackend, 'defaultBackend'),
    ...(spec?.rules ?? []).flatMap(({ host = '', http }) =>
      (http?.paths ?? []).flatMap(({ path = '/', backend }) => toService(backend, `${host}${path}`)),
    ),
    ...(spec?.tls ?? []).flatMap(({ secretName }) => refer('secrets', secretName, 'tls')),
  ];
}

/** One for each target: a ConfigMap that three variables read is named once. One that is needed wins. */
function unique(references: readonly Reference[]): readonly Reference[] {
  const found = new Map<string, Reference>();
  for (const reference of references) {
    const before = found.get(reference.to);
    if (before === undefined || (before.isOptional && !reference.isOptional))
      found.set(reference.to, reference);
  }
  return [...found.values()];
}
