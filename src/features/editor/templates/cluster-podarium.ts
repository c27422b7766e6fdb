import type { Template } from './template.ts';

const namespace = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`;

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: robots.example.com
spec:
  group: example.com
  scope: Namespaced
  names:
    plural: robots
    singular: robot
    kind: Robot
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties:
              speed:
                type: integer
                minimum: 1
`;

const runtimeClass = `apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata:
  name: sandboxed
handler: runsc
`;

const lease = `apiVersion: coordination.k8s.io/v1
kind: Lease
metadata:
  name: leader
spec:
  holderIdentity: shop-1
  leaseDurationSeconds: 15
`;

const flowSchema = `apiVersion: flowcontrol.apiserver.k8s.io/v1
kind: FlowSchema
metadata:
  name: shop-first
spec:
  matchingPrecedence: 500
  priorityLevelConfiguration:
    name: workload-high
  rules:
  - subjects:
    - kind: ServiceAccount
      serviceAccount:
        namespace: default
        name: shop
    resourceRules:
    - apiGroups: ["*"]
      resources: ["*"]
      namespaces: ["*"]
      verbs: ["*"]
`;

const priorityLevel = `apiVersion: flowcontrol.apiserver.k8s.io/v1
kind: PriorityLevelConfiguration
metadata:
  name: calm
spec:
  type: Limited
  limited:
    nominalConcurrencyShares: 10
    limitResponse:
      type: Reject
`;

const deviceClass = `apiVersion: resource.k8s.io/v1
kind: DeviceClass
metadata:
  name: cameras
spec:
  selectors:
  - cel:
      expression: device.driver == "cameras.example.com"
`;

const resourceClaim = `apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata:
  name: one-camera
spec:
  devices:
    requests:
    - name: camera
      exactly:
        deviceClassName: cameras
`;

const claimTemplate = `apiVersion: resource.k8s.io/v1
kind: ResourceClaimTemplate
metadata:
  name: camera-each
spec:
  spec:
    devices:
      requests:
      - name: camera
        exactly:
          deviceClassName: cameras
`;

const machine = `apiVersion: podarium.dev/v1alpha1
kind: Machine
metadata:
  name: node-4
spec:
  cpu: "4"
  memory: 8Gi
  zone: zone-b
`;

const fault = `apiVersion: podarium.dev/v1alpha1
kind: Fault
metadata:
  name: shop-crashes
spec:
  type: ContainerExit
  exitCode: 1
  target:
    namespace: default
    labels:
      app: shop
`;

const image = `apiVersion: podarium.dev/v1alpha1
kind: Image
metadata:
  name: greeter
spec:
  image: example.com/greeter
  size: 40Mi
  ports: [8080]
  startUpSeconds: 3
  logLines: ["listening on 8080"]
  response: hello from {hostname}
`;

export const cluster: readonly Template[] = [
  { kind: 'Namespace', area: 'cluster', yaml: namespace },
  { kind: 'CustomResourceDefinition', area: 'cluster', yaml: definition },
  { kind: 'RuntimeClass', area: 'cluster', yaml: runtimeClass },
  { kind: 'Lease', area: 'cluster', yaml: lease },
  { kind: 'FlowSchema', area: 'cluster', yaml: flowSchema },
  { kind: 'PriorityLevelConfiguration', area: 'cluster', yaml: priorityLevel },
  { kind: 'DeviceClass', area: 'cluster', yaml: deviceClass },
  { kind: 'ResourceClaim', area: 'cluster', yaml: resourceClaim },
  { kind: 'ResourceClaimTemplate', area: 'cluster', yaml: claimTemplate },
];

export const podarium: readonly Template[] = [
  { kind: 'Machine', area: 'podarium', yaml: machine },
  { kind: 'Fault', area: 'podarium', yaml: fault },
  { kind: 'Image', area: 'podarium', yaml: image },
];
