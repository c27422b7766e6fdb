/** The fields of the definitions that every cluster begins with: structure.ts has them all and says how to read them. */
import generated from './generated/first-structure.json' with { type: 'json' };

export type Definition = Readonly<Record<string, string>>;
export type Definitions = Readonly<Record<string, Definition>>;

const podarium: Definitions = {
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
    kubelet: 'KubeletSettings',
    staticPods: '[Pod',
  },
  KubeletSettings: {
    evictionHard: '{s',
    evictionSoft: '{s',
    evictionSoftGracePeriod: '{s',
    evictionMinimumReclaim: '{s',
    evictionPressureTransitionPeriod: 's',
    evictionMaxPodGracePeriod: 'n',
    serializeImagePulls: 'b',
    maxParallelImagePulls: 'n',
    containerLogMaxSize: 'q',
  },
  MachineStatus: { poweredSince: 't', nodeName: 's' },
  Fault: { apiVersion: 's', kind: 's', metadata: 'ObjectMeta', spec: '!FaultSpec', status: 'FaultStatus' },
  FaultSpec: {
    type: '!s',
    target: 'FaultTarget',
    exitCode: 'n',
    seconds: 'n',
    probe: 's',
    rate: 'q',
    available: 's',
    startTime: 't',
    durationSeconds: 'n',
  },
  FaultTarget: { namespace: 's', pod: 's', labels: '{s', container: 's', image: 's', node: 's' },
  Image: { apiVersion: 's', kind: 's', metadata: 'ObjectMeta', spec: '!ImageSpec' },
  ImageSpec: {
    image: 's',
    size: 'q',
    layers: 'n',
    pullSeconds: 'n',
    shell: 's',
    user: 's',
    entrypoint: '[s',
    command: '[s',
    workingDir: 's',
    env: '{s',
    files: '{s',
    ports: '[n',
    startUpSeconds: 'n',
    logLines: '[s',
    response: 's',
    resources: 'ImageResources',
    script: 's',
  },
  ImageResources: { cpu: 'q', memory: 'q' },
  FaultStatus: { phase: 's', struck: '[s', startedAt: 't', endedAt: 't' },
};

/** Fields that hold quantities or bytes; the generated declarations know them only as strings. */
const finerFields: Definitions = {
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

/** The same definitions with what the generated ones do not tell of their fields. */
export function withFinerFields(definitions: Definitions): Definitions {
  const finer = Object.entries(definitions).map(([name, fields]) => [
    name,
    { ...fields, ...finerFields[name] },
  ]);
  return Object.fromEntries(finer) as Definitions;
}

export const firstDefinitions = withFinerFields({ ...(generated.definitions as Definitions), ...podarium });

export const firstKinds: Readonly<Record<string, string>> = {
  ...generated.kinds,
  'podarium.dev/v1alpha1/Machine': 'Machine',
  'podarium.dev/v1alpha1/Fault': 'Fault',
  'podarium.dev/v1alpha1/Image': 'Image',
};
