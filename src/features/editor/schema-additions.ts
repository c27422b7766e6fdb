/** What the generated structure cannot know: allowed values, quantities, and the playground's own kinds. */
import type { KubernetesReference } from '../../model/kubernetes-reference.ts';

type Structure = KubernetesReference['structure'];
type Descriptions = KubernetesReference['descriptions'];

/** Values the API server allows, by definition and field. */
export const enumsOf: Readonly<Record<string, readonly string[]>> = {
  'Container.imagePullPolicy': ['Always', 'IfNotPresent', 'Never'],
  'Container.terminationMessagePolicy': ['File', 'FallbackToLogsOnError'],
  'ContainerPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'CronJobSpec.concurrencyPolicy': ['Allow', 'Forbid', 'Replace'],
  'DaemonSetUpdateStrategy.type': ['RollingUpdate', 'OnDelete'],
  'DeploymentStrategy.type': ['RollingUpdate', 'Recreate'],
  'HTTPGetAction.scheme': ['HTTP', 'HTTPS'],
  'HTTPIngressPath.pathType': ['Exact', 'Prefix', 'ImplementationSpecific'],
  'JobSpec.completionMode': ['NonIndexed', 'Indexed'],
  'LabelSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  'NodeSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
  'PersistentVolumeClaimSpec.volumeMode': ['Filesystem', 'Block'],
  'PersistentVolumeSpec.persistentVolumeReclaimPolicy': ['Retain', 'Delete', 'Recycle'],
  'PodSpec.dnsPolicy': ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'PodSpec.preemptionPolicy': ['PreemptLowerPriority', 'Never'],
  'PodSpec.restartPolicy': ['Always', 'OnFailure', 'Never'],
  'ServicePort.protocol': ['TCP', 'UDP', 'SCTP'],
  'ServiceSpec.externalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.internalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.sessionAffinity': ['None', 'ClientIP'],
  'ServiceSpec.type': ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
  'StatefulSetSpec.podManagementPolicy': ['OrderedReady', 'Parallel'],
  'StatefulSetUpdateStrategy.type': ['RollingUpdate', 'OnDelete'],
  'StorageClass.volumeBindingMode': ['Immediate', 'WaitForFirstConsumer'],
  'Taint.effect': ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'Toleration.effect': ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'Toleration.operator': ['Exists', 'Equal', 'Lt', 'Gt'],
  'TopologySpreadConstraint.whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'VolumeMount.mountPropagation': ['None', 'HostToContainer', 'Bidirectional'],
  'MachineSpec.power': ['On', 'Off'],
  'MachineSpec.network': ['Connected', 'Partitioned'],
  'ImageSpec.shell': ['busybox', 'alpine', 'debian', 'none'],
  'MachineSpec.role': ['worker', 'control-plane'],
  'FaultSpec.type': [
    'ContainerExit',
    'OOMKill',
    'Hang',
    'SlowStart',
    'ProbeFailure',
    'DiskFull',
    'MemoryLeak',
    'CPUHog',
    'ImageUnpullable',
    'MemoryPressure',
    'DiskPressure',
  ],
  'FaultSpec.probe': ['liveness', 'readiness', 'startup'],
};

/** Fields that hold quantities, which may be written as bare numbers. */
export const quantityFields: ReadonlySet<string> = new Set(
  (
    'limits requests capacity allocatable hard overhead sizeLimit divisor cpu memory size ' +
    'max min default defaultRequest maxLimitRequestRatio averageValue value rate'
  ).split(' '),
);

export const playgroundKinds: Structure['kinds'] = {
  'podarium.dev/v1alpha1/Machine': 'Machine',
  'podarium.dev/v1alpha1/Fault': 'Fault',
  'podarium.dev/v1alpha1/Image': 'Image',
};

export const playgroundStructure: Structure['definitions'] = {
  Machine: { apiVersion: 's', kind: 's', metadata: 'ObjectMeta', spec: 'MachineSpec', status: '*' },
  MachineSpec: {
    power: 's',
    network: 's',
    cpu: 's',
    memory: 's',
    pods: 'n',
    zone: 's',
    role: 's',
    labels: '{s',
  },
  Image: { apiVersion: 's', kind: 's', metadata: 'ObjectMeta', spec: '!ImageSpec' },
  ImageSpec: {
    image: 's',
    size: 's',
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
  ImageResources: { cpu: 's', memory: 's' },
  Fault: { apiVersion: 's', kind: 's', metadata: 'ObjectMeta', spec: '!FaultSpec', status: '*' },
  FaultSpec: {
    type: '!s',
    target: 'FaultTarget',
    exitCode: 'n',
    seconds: 'n',
    probe: 's',
    rate: 's',
    available: 's',
    startTime: 't',
    durationSeconds: 'n',
  },
  FaultTarget: { namespace: 's', pod: 's', labels: '{s', container: 's', image: 's', node: 's' },
};

export const playgroundDescriptions: Descriptions = {
  Machine: {
    '': 'The hardware under a Node. Creating one makes a node join the cluster. A kind of the playground only.',
  },
  MachineSpec: {
    power: 'Off is a pulled plug: nothing on the machine runs or answers.',
    network: 'Partitioned: everything on the machine runs, nothing gets in or out.',
    cpu: 'How many CPUs the machine has. Default 4.',
    memory: 'How much memory the machine has. Default 8Gi.',
    pods: 'How many pods the kubelet takes. Default 110.',
    zone: 'The value of the label topology.kubernetes.io/zone of the node.',
    role: "A control-plane machine's node is tainted and takes no ordinary pods.",
    labels: 'Labels for the Node.',
  },
  Image: {
    '': 'What an image does. It adds to the catalogue, or changes what the catalogue says of the image. A kind of the playground only.',
  },
  ImageSpec: {
    image: "As a pod names it. Without a tag it is about all tags. Default: the object's name.",
    size: 'How much a pull loads, compressed: a quantity.',
    layers: 'How many layers it has.',
    pullSeconds: 'How long a pull takes. By its size when absent.',
    shell: 'Whose everyday commands it has. Default busybox.',
    user: 'As whom it runs: a name or a number, with a group behind a colon.',
    entrypoint: 'ENTRYPOINT: what it runs, unless the container has a command.',
    command: 'CMD: the arguments, unless the container has a command or args.',
    workingDir: 'Where its processes begin.',
    env: 'Variables that it sets.',
    files: 'Contents of files, by path.',
    ports: 'Ports that its server listens on.',
    startUpSeconds: 'From the start of its server until it answers.',
    logLines: 'What its server prints at its start.',
    response: 'What its server answers over HTTP. May hold {hostname}, {podIp}, {path} and {image}.',
    resources: 'What it uses as it runs.',
    script: 'A shell program that it runs. `serve` in it starts the server of the image.',
  },
  ImageResources: { cpu: 'CPUs, such as 250m.', memory: 'Memory, such as 64Mi.' },
  Fault: { '': 'Something that goes wrong, now or at a later moment. A kind of the playground only.' },
  FaultSpec: {
    type: 'What happens to the target.',
    target: 'Everything given must match; what is absent matches all.',
    exitCode: 'The exit code for ContainerExit. Default 1.',
    seconds: 'How much longer a start takes, for SlowStart. Default 30.',
    probe: 'The only kind of probe that fails, for ProbeFailure. All kinds when absent.',
    rate: 'How much memory is added each second, for MemoryLeak. Default 10Mi.',
    available:
      'What is left on the machine, for MemoryPressure (default 90Mi) and DiskPressure (default 9%): a quantity or a percentage.',
    startTime: 'When it strikes, RFC 3339. At once when absent.',
    durationSeconds:
      'How long it lasts. A single stroke for ContainerExit and OOMKill when absent, for ever for the rest.',
  },
  FaultTarget: {
    labels: 'Labels that the pod must have.',
    image: 'The image of the container, as it is written in the pod.',
    node: 'The node that the pod runs on.',
  },
};
