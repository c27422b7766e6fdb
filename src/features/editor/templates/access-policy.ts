import type { Template } from './template.ts';

const account = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
`;

const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: pod-reader
rules:
- apiGroups: [""]
  resources: [pods, pods/log]
  verbs: [get, list, watch]
`;

const roleBinding = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: shop-reads-pods
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: pod-reader
subjects:
- kind: ServiceAccount
  name: shop
  namespace: default
`;

const clusterRole = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: node-reader
rules:
- apiGroups: [""]
  resources: [nodes]
  verbs: [get, list, watch]
`;

const clusterRoleBinding = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: shop-reads-nodes
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: node-reader
subjects:
- kind: ServiceAccount
  name: shop
  namespace: default
`;

const quota = `apiVersion: v1
kind: ResourceQuota
metadata:
  name: enough
spec:
  hard:
    pods: "20"
    requests.cpu: "4"
    requests.memory: 8Gi
`;

const limits = `apiVersion: v1
kind: LimitRange
metadata:
  name: usual
spec:
  limits:
  - type: Container
    defaultRequest:
      cpu: 100m
      memory: 64Mi
    default:
      cpu: 500m
      memory: 256Mi
`;

const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
spec:
  minAvailable: 2
  selector:
    matchLabels:
      app: shop
`;

const priority = `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata:
  name: important
value: 100000
description: Goes before what is not important.
`;

const admission = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: at-most-ten
spec:
  matchConstraints:
    resourceRules:
    - apiGroups: [apps]
      apiVersions: [v1]
      operations: [CREATE, UPDATE]
      resources: [deployments]
  validations:
  - expression: object.spec.replicas <= 10
    message: at most ten replicas
`;

const admissionBinding = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: at-most-ten
spec:
  policyName: at-most-ten
  validationActions: [Deny]
`;

const mutation = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicy
metadata:
  name: mark-team
spec:
  matchConstraints:
    resourceRules:
    - apiGroups: [apps]
      apiVersions: [v1]
      operations: [CREATE]
      resources: [deployments]
  failurePolicy: Fail
  reinvocationPolicy: Never
  mutations:
  - patchType: ApplyConfiguration
    applyConfiguration:
      expression: 'Object{metadata: Object.metadata{labels: {"team": "shop"}}}'
`;

const mutationBinding = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingAdmissionPolicyBinding
metadata:
  name: mark-team
spec:
  policyName: mark-team
`;

const webhook = (kind: string): string => `apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}
metadata:
  name: look-at-pods
webhooks:
- name: look-at-pods.example.com
  admissionReviewVersions: [v1]
  sideEffects: None
  failurePolicy: Ignore
  clientConfig:
    service:
      namespace: default
      name: look-at-pods
  rules:
  - apiGroups: [""]
    apiVersions: [v1]
    operations: [CREATE]
    resources: [pods]
`;

export const access: readonly Template[] = [
  { kind: 'ServiceAccount', area: 'access', yaml: account },
  { kind: 'Role', area: 'access', yaml: role },
  { kind: 'RoleBinding', area: 'access', yaml: roleBinding },
  { kind: 'ClusterRole', area: 'access', yaml: clusterRole },
  { kind: 'ClusterRoleBinding', area: 'access', yaml: clusterRoleBinding },
];

export const policy: readonly Template[] = [
  { kind: 'PodDisruptionBudget', area: 'policy', yaml: budget },
  { kind: 'ResourceQuota', area: 'policy', yaml: quota },
  { kind: 'LimitRange', area: 'policy', yaml: limits },
  { kind: 'PriorityClass', area: 'policy', yaml: priority },
  { kind: 'ValidatingAdmissionPolicy', area: 'policy', yaml: admission },
  { kind: 'ValidatingAdmissionPolicyBinding', area: 'policy', yaml: admissionBinding },
  { kind: 'MutatingAdmissionPolicy', area: 'policy', yaml: mutation },
  { kind: 'MutatingAdmissionPolicyBinding', area: 'policy', yaml: mutationBinding },
  { kind: 'ValidatingWebhookConfiguration', area: 'policy', yaml: webhook('ValidatingWebhookConfiguration') },
  { kind: 'MutatingWebhookConfiguration', area: 'policy', yaml: webhook('MutatingWebhookConfiguration') },
];
