/**
 * Admission plug-ins that are on by default and already simulated: NamespaceLifecycle, ServiceAccount,
 * DefaultTolerationSeconds, Priority, NodeTaint. Each takes the object to be stored and returns it as it will be.
 */
import type { Namespace, Node, Pod, PodSpec, PriorityClass } from '../api/generated/types.ts';
import type { ResourceKind } from '../api/kinds.ts';
import { type AnyObject, namespaceOf } from '../api/object.ts';
import { withDefaultTolerationSeconds } from '../api/scheduling/tolerations.ts';
import type { Store } from '../api/store.ts';
import { resourceById } from '../api/kinds.ts';
import { forbidden, notFound } from './errors.ts';
import { generateName } from './identity.ts';
import type { RandomStream } from '../kernel/index.ts';

/** @throws StatusError when the object may not be created. */
export function admitCreate(
  kind: ResourceKind,
  object: AnyObject,
  store: Store,
  random: RandomStream,
): AnyObject {
  if (kind.namespaced) checkNamespace(kind, object, store);
  if (kind.id === 'nodes') return withNotReadyTaint(object as Node) as AnyObject;
  if (kind.id !== 'pods') return object;
  return admitPod(object as Pod, store, random) as AnyObject;
}

/** `plugin/pkg/admission/namespace/lifecycle` */
function checkNamespace(kind: ResourceKind, object: AnyObject, store: Store): void {
  const name = namespaceOf(object);
  const namespace = store.get('namespaces', '', name) as Namespace | undefined;
  if (namespace === undefined) throw notFound(resourceById('namespaces'), name);
  if (namespace.status?.phase !== 'Terminating') return;
  const why = `unable to create new content in namespace ${name} because it is being terminated`;
  throw forbidden(kind, object.metadata?.name ?? '', why, [
    {
      reason: 'NamespaceTerminating',
      message: `namespace ${name} is being terminated`,
      field: 'metadata.namespace',
    },
  ]);
}

const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };

/** A new node takes no pods until it was seen to be ready. `plugin/pkg/admission/nodetaint` */
function withNotReadyTaint(node: Node): Node {
  const taints = node.spec?.taints ?? [];
  const isTainted = taints.some(({ key, effect }) => key === notReady.key && effect === notReady.effect);
  return isTainted ? node : { ...node, spec: { ...node.spec, taints: [...taints, notReady] } };
}

function admitPod(pod: Pod, store: Store, random: RandomStream): Pod {
  const tolerations = [...withDefaultTolerationSeconds(pod.spec?.tolerations ?? [])];
  const tolerating: Pod = { ...pod, spec: { ...pod.spec!, tolerations } };
  return withServiceAccount(withPriority(tolerating, store), store, random);
}

/** `plugin/pkg/admission/priority` */
function withPriority(pod: Pod, store: Store): Pod {
  const spec = pod.spec!;
  const named = spec.priorityClassName;
  const found =
    named === undefined || named === '' ? defaultPriorityClass(store) : priorityClass(named, store);
  if (found === undefined && named !== undefined && named !== '') {
    throw forbidden(
      resourceById('pods'),
      pod.metadata?.name ?? '',
      `no PriorityClass with name ${named} was found`,
    );
  }
  const className = found?.metadata?.name;
  return {
    ...pod,
    spec: {
      ...spec,
      ...(className === undefined ? {} : { priorityClassName: className }),
      priority: found?.value ?? 0,
      preemptionPolicy: spec.preemptionPolicy ?? found?.preemptionPolicy ?? 'PreemptLowerPriority',
    },
  };
}

function defaultPriorityClass(store: Store): PriorityClass | undefined {
  const classes = store.list('priorityclasses.scheduling.k8s.io') as readonly PriorityClass[];
  return classes
    .filter((found) => found.globalDefault === true)
    .toSorted((left, right) => (left.value ?? 0) - (right.value ?? 0))[0];
}

/** The two classes that exist without being stored by anybody. */
const systemPriorities: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

function priorityClass(name: string, store: Store): PriorityClass | undefined {
  const value = systemPriorities[name];
  if (value !== undefined) return { metadata: { name }, value };
  return store.get('priorityclasses.scheduling.k8s.io', '', name) as PriorityClass | undefined;
}

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Names the service account and mounts its token. An absent `default` account is let through: it comes
 * milliseconds after its namespace. `plugin/pkg/admission/serviceaccount`
 */
function withServiceAccount(pod: Pod, store: Store, random: RandomStream): Pod {
  const spec = pod.spec!;
  const account = spec.serviceAccountName || 'default';
  const stored = store.get('serviceaccounts', namespaceOf(pod), account) as
    { automountServiceAccountToken?: boolean } | undefined;
  if (stored === undefined && account !== 'default') {
    const why = `error looking up service account ${namespaceOf(pod)}/${account}: serviceaccount "${account}" not found`;
    throw forbidden(resourceById('pods'), pod.metadata?.name ?? '', why);
  }
  const named: PodSpec = { ...spec, serviceAccountName: account, serviceAccount: account };
  const mount = spec.automountServiceAccountToken ?? stored?.automountServiceAccountToken ?? true;
  return { ...pod, spec: mount ? withTokenVolume(named, random) : named };
}

function withTokenVolume(spec: PodSpec, random: RandomStream): PodSpec {
  const lacking = [...spec.containers, ...(spec.initContainers ?? [])].some(
    (container) => !mountsToken(container),
  );
  if (!lacking) return spec;
  const volume =
    spec.volumes?.find((found) => found.name.startsWith('kube-api-access-'))?.name ??
    generateName('kube-api-access-', random);
  const mounted = <C extends PodSpec['containers'][number]>(container: C): C =>
    mountsToken(container)
      ? container
      : {
          ...container,
          volumeMounts: [
            ...(container.volumeMounts ?? []),
            { name: volume, readOnly: true, mountPath: tokenPath },
          ],
        };
  const volumes = spec.volumes?.some((found) => found.name === volume)
    ? spec.volumes
    : [...(spec.volumes ?? []), tokenVolume(volume)];
  return {
    ...spec,
    volumes,
    containers: spec.containers.map(mounted),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(mounted) }),
  };
}

function mountsToken(container: PodSpec['containers'][number]): boolean {
  return container.volumeMounts?.some((mount) => mount.mountPath === tokenPath) ?? false;
}

function tokenVolume(name: string): NonNullable<PodSpec['volumes']>[number] {
  return {
    name,
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
    },
  };
}
