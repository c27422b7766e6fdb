/**
 * The fields of every definition and their types, as data: what strict decoding and patches walk by.
 * Types are short text: `s` string, `n` number, `b` boolean, `t` time, `i` int or string, `q` quantity, `y` bytes in base64,
 * `*` anything,
 * `[x` list of x, `{x` map to x, else the name of a definition. A leading `!` marks a required field.
 */
import generated from './generated/structure.json' with { type: 'json' };

export type Definition = Readonly<Record<string, string>>;

const podarium: Readonly<Record<string, Definition>> = {
  Machine: {
    apiVersion: 's',
    kind: 's',
    metadata: 'ObjectMeta',
    spec: 'MachineSpec',
    status: 'MachineStatus',
  },
  MachineSpec: {
    power: 's',
    network: 's',
    cpu: 'q',
    memory: 'q',
    pods: 'n',
    zone: 's',
    role: 's',
    labels: '{s',
  },
  MachineStatus: { poweredSince: 't', nodeName: 's' },
  Fault: { apiVersion: 's', kind: 's', metadata: 'ObjectMeta', spec: '!FaultSpec', status: 'FaultStatus' },
  FaultSpec: { type: '!s', target: 'FaultTarget', exitCode: 'n', startTime: 't', durationSeconds: 'n' },
  FaultTarget: { namespace: 's', pod: 's', labels: '{s', container: 's', image: 's', node: 's' },
  FaultStatus: { phase: 's', struck: '[s', startedAt: 't', endedAt: 't' },
};

/** Fields that hold quantities or bytes; the generated declarations know them only as strings. */
const finerFields: Readonly<Record<string, Definition>> = {
  ResourceRequirements: { limits: '{q', requests: '{q' },
  VolumeResourceRequirements: { limits: '{q', requests: '{q' },
  PodSpec: { overhead: '{q' },
  ContainerStatus: { allocatedResources: '{q' },
  PodStatus: { allocatedResources: '{q' },
  NodeStatus: { capacity: '{q', allocatable: '{q' },
  PersistentVolumeSpec: { capacity: '{q' },
  PersistentVolumeClaimStatus: { capacity: '{q', allocatedResources: '{q' },
  ResourceQuotaSpec: { hard: '{q' },
  ResourceQuotaStatus: { hard: '{q', used: '{q' },
  LimitRangeItem: { max: '{q', min: '{q', default: '{q', defaultRequest: '{q', maxLimitRequestRatio: '{q' },
  EmptyDirVolumeSource: { sizeLimit: 'q' },
  ResourceFieldSelector: { divisor: 'q' },
  Overhead: { podFixed: '{q' },
  MetricTarget: { value: 'q', averageValue: 'q' },
  MetricValueStatus: { value: 'q', averageValue: 'q' },
  HPAScalingRules: { tolerance: 'q' },
  Secret: { data: '{y' },
  ConfigMap: { binaryData: '{y' },
  CertificateSigningRequestSpec: { request: '!y' },
  CertificateSigningRequestStatus: { certificate: 'y' },
  WebhookClientConfig: { caBundle: 'y' },
  APIServiceSpec: { caBundle: 'y' },
  CSIStorageCapacity: { capacity: 'q', maximumVolumeSize: 'q' },
  JSONSchemaProps: { maximum: '*', minimum: '*', multipleOf: '*' },
};

export const definitions: Readonly<Record<string, Definition>> = build();

function build(): Readonly<Record<string, Definition>> {
  const all: Record<string, Definition> = {
    ...(generated.definitions as Record<string, Definition>),
    ...podarium,
  };
  for (const [name, fields] of Object.entries(finerFields)) {
    const definition = all[name];
    if (definition !== undefined) all[name] = { ...definition, ...fields };
  }
  return all;
}

const ownKinds: Readonly<Record<string, string>> = {
  'podarium.dev/v1alpha1/Machine': 'Machine',
  'podarium.dev/v1alpha1/Fault': 'Fault',
};
const kinds: Readonly<Record<string, string>> = { ...generated.kinds, ...ownKinds };

/** Name of the definition of a kind, undefined when there is none. */
export function definitionOf(apiVersion: string, kind: string): string | undefined {
  return Object.hasOwn(kinds, `${apiVersion}/${kind}`) ? kinds[`${apiVersion}/${kind}`] : undefined;
}
