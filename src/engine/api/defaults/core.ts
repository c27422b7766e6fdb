/** Defaults of what isn't a workload: one function a kind. `pkg/apis/<group>/v1/defaults.go` */
import { encodeBase64 } from '../base64.ts';
import type {
  Endpoints,
  EndpointSlice,
  IngressClass,
  LimitRange,
  LimitRangeItem,
  Namespace,
  NetworkPolicy,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  PriorityClass,
  RbacSubject,
  ResourceQuota,
  RoleBinding,
  Secret,
  Service,
  ServiceSpec,
  StorageClass,
} from '../generated/types.ts';
import type { Fault, FaultSpec, FaultType, Machine, MachineSpec } from '../podarium.ts';
import { change, changeEach, fill, fillBlank } from './fill.ts';
import { roundResources } from './pod.ts';
import { defaultClaimSpec } from './volumes.ts';

const rbacGroup = 'rbac.authorization.k8s.io';

export function defaultService(object: Service): Service {
  const spec = defaultServiceSpec(object.spec ?? {});
  return spec === object.spec ? object : { ...object, spec };
}

function defaultServiceSpec(spec: ServiceSpec): ServiceSpec {
  let result = fillBlank(spec, { sessionAffinity: 'None', type: 'ClusterIP' });
  const { type } = result;
  if (result.sessionAffinity === 'None' && result.sessionAffinityConfig !== undefined) {
    const { sessionAffinityConfig: _, ...rest } = result;
    result = rest;
  }
  if (result.sessionAffinity === 'ClientIP') {
    const timeout = { clientIP: { timeoutSeconds: 10800 } };
    if (result.sessionAffinityConfig?.clientIP?.timeoutSeconds === undefined) {
      result = { ...result, sessionAffinityConfig: timeout };
    }
  }
  result = changeEach(result, 'ports', (port) => fillBlank(port, { protocol: 'TCP', targetPort: port.port }));
  const external = type === 'NodePort' || type === 'LoadBalancer';
  if (external || (type === 'ClusterIP' && (result.externalIPs?.length ?? 0) > 0)) {
    result = fillBlank(result, { externalTrafficPolicy: 'Cluster' });
  }
  if (external || type === 'ClusterIP') result = fill(result, { internalTrafficPolicy: 'Cluster' });
  return type === 'LoadBalancer' ? fill(result, { allocateLoadBalancerNodePorts: true }) : result;
}

export function defaultSecret(object: Secret): Secret {
  const typed = fillBlank(object, { type: 'Opaque' });
  const { stringData, ...rest } = typed;
  if (stringData === undefined || stringData === null) return typed;
  const encoded = Object.entries(stringData).map(([key, text]) => [key, encodeBase64(String(text))] as const);
  return { ...rest, data: { ...typed.data, ...Object.fromEntries(encoded) } };
}

export function defaultNamespace(object: Namespace): Namespace {
  const result = change(fill(object, { status: {} }), 'status', (status) =>
    fillBlank(status, { phase: 'Active' }),
  );
  const { metadata } = result;
  const name = metadata?.name;
  if (name === undefined || metadata?.labels?.['kubernetes.io/metadata.name'] === name) return result;
  const labels = { ...metadata?.labels, 'kubernetes.io/metadata.name': name };
  return { ...result, metadata: { ...metadata, labels } };
}

export function defaultNode(object: Node): Node {
  return change(object, 'status', (status) =>
    status.capacity === undefined ? status : fill(status, { allocatable: status.capacity }),
  );
}

export function defaultClaim(object: PersistentVolumeClaim): PersistentVolumeClaim {
  const result = change(fill(object, { status: {} }), 'status', (status) =>
    fillBlank(status, { phase: 'Pending' }),
  );
  return change(result, 'spec', defaultClaimSpec);
}

export function defaultVolumeObject(object: PersistentVolume): PersistentVolume {
  const result = change(fill(object, { status: {} }), 'status', (status) =>
    fillBlank(status, { phase: 'Pending' }),
  );
  return change(fill(result, { spec: {} }), 'spec', (spec) => {
    const filled = fill(fillBlank(spec, { persistentVolumeReclaimPolicy: 'Retain' }), {
      volumeMode: 'Filesystem',
    });
    return change(filled, 'hostPath', (source) => fill(source, { type: '' }));
  });
}

export function defaultEndpoints(object: Endpoints): Endpoints {
  return changeEach(object, 'subsets', (subset) =>
    changeEach(subset, 'ports', (port) => fillBlank(port, { protocol: 'TCP' })),
  );
}

export function defaultEndpointSlice(object: EndpointSlice): EndpointSlice {
  return changeEach(object, 'ports', (port) => fill(port, { name: '', protocol: 'TCP' }));
}

export function defaultLimitRange(object: LimitRange): LimitRange {
  return change(object, 'spec', (spec) => changeEach(spec, 'limits', defaultLimit));
}

function defaultLimit(item: LimitRangeItem): LimitRangeItem {
  if (item.type !== 'Container') return item;
  const given = (item as { readonly default?: Record<string, string> }).default;
  const limits = fill(given ?? {}, item.max ?? {});
  const requests = fill(fill(item.defaultRequest ?? {}, limits), item.min ?? {});
  return { ...item, default: limits, defaultRequest: requests } as LimitRangeItem;
}

export function defaultQuota(object: ResourceQuota): ResourceQuota {
  return change(object, 'spec', (spec) => change(spec, 'hard', roundResources));
}

export function defaultNetworkPolicy(object: NetworkPolicy): NetworkPolicy {
  return change(object, 'spec', (spec) => {
    const hasEgress = (spec.egress?.length ?? 0) > 0;
    let result = fillBlank(spec, { policyTypes: hasEgress ? ['Ingress', 'Egress'] : ['Ingress'] });
    for (const direction of ['ingress', 'egress'] as const) {
      result = changeEach(result, direction, (rule: { ports?: { protocol?: string }[] }) =>
        changeEach(rule, 'ports', (port) => fill(port, { protocol: 'TCP' })),
      );
    }
    return result;
  });
}

export function defaultIngressClass(object: IngressClass): IngressClass {
  return change(object, 'spec', (spec) =>
    change(spec, 'parameters', (parameters) => fill(parameters, { scope: 'Cluster' })),
  );
}

export function defaultStorageClass(object: StorageClass): StorageClass {
  return fill(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' });
}

export function defaultPriorityClass(object: PriorityClass): PriorityClass {
  return fill(object, { preemptionPolicy: 'PreemptLowerPriority' });
}

/** RoleBindings and ClusterRoleBindings. */
export function defaultBinding(object: RoleBinding): RoleBinding {
  const result = change(object, 'roleRef', (role) => fillBlank(role, { apiGroup: rbacGroup }));
  return changeEach(result, 'subjects', (subject: RbacSubject) =>
    subject.kind === 'User' || subject.kind === 'Group'
      ? fillBlank(subject, { apiGroup: rbacGroup })
      : subject,
  );
}

export function defaultMachine(object: Machine): Machine {
  return change(fill(object, { spec: {} }), 'spec', (spec: MachineSpec) =>
    fillBlank(fill(spec, { pods: 110 }), {
      power: 'On',
      network: 'Connected',
      cpu: '4',
      memory: '8Gi',
      role: 'worker',
    }),
  );
}

const faultDefaults: Partial<Record<FaultType, Partial<FaultSpec>>> = {
  ContainerExit: { exitCode: 1 },
  SlowStart: { seconds: 30 },
  MemoryLeak: { rate: '10Mi' },
};

export function defaultFault(object: Fault): Fault {
  return change(object, 'spec', (spec: FaultSpec) => fill(spec, faultDefaults[spec.type] ?? {}));
}
