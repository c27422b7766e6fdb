/**
 * The roles that every cluster with RBAC starts with, in a short form: `group group: resource resource: verb verb`,
 * where the core group is `-`, and `url ...: verb` for paths. Roles for parts of the simulated cluster, which need
 * none, are left out. `plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go`
 */
const read = 'get list watch';
const write = 'create delete deletecollection patch update';
const all = `${write} ${read}`;

interface BootstrapRole {
  readonly rules: readonly string[];
  /** The role that takes its rules in. */
  readonly aggregateTo?: string;
  /** Takes in the rules of roles with `aggregateTo` of this name. */
  readonly aggregates?: string;
}

const workloads =
  'daemonsets deployments deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale';
const workloadStatus = 'daemonsets/status deployments/status replicasets/status statefulsets/status';

export const bootstrapRoles: Readonly<Record<string, BootstrapRole>> = {
  'cluster-admin': { rules: ['*: *: *', 'url *: *'] },
  admin: { rules: [], aggregates: 'admin' },
  edit: { rules: [], aggregates: 'edit', aggregateTo: 'admin' },
  view: { rules: [], aggregates: 'view', aggregateTo: 'edit' },
  'system:aggregate-to-admin': {
    aggregateTo: 'admin',
    rules: [
      'authorization.k8s.io: localsubjectaccessreviews: create',
      `rbac.authorization.k8s.io: rolebindings roles: ${all}`,
    ],
  },
  'system:aggregate-to-edit': {
    aggregateTo: 'edit',
    rules: [
      `-: pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy: ${read}`,
      '-: serviceaccounts: impersonate',
      `-: pods pods/attach pods/exec pods/portforward pods/proxy: ${write}`,
      '-: pods/eviction: create',
      `-: configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy: ${write}`,
      '-: serviceaccounts/token: create',
      `apps: deployments/rollback ${workloads}: ${write}`,
      `autoscaling: horizontalpodautoscalers: ${write}`,
      `batch: cronjobs jobs: ${write}`,
      `policy: poddisruptionbudgets: ${write}`,
      `networking.k8s.io: ingresses networkpolicies: ${write}`,
      `coordination.k8s.io: leases: ${all}`,
    ],
  },
  'system:aggregate-to-view': {
    aggregateTo: 'view',
    rules: [
      `-: configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status: ${read}`,
      `-: bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status: ${read}`,
      `-: namespaces: ${read}`,
      `discovery.k8s.io: endpointslices: ${read}`,
      `apps: controllerrevisions ${workloads} ${workloadStatus}: ${read}`,
      `autoscaling: horizontalpodautoscalers horizontalpodautoscalers/status: ${read}`,
      `batch: cronjobs cronjobs/status jobs jobs/status: ${read}`,
      `policy: poddisruptionbudgets poddisruptionbudgets/status: ${read}`,
      `networking.k8s.io: ingresses ingresses/status networkpolicies: ${read}`,
    ],
  },
  'system:auth-delegator': {
    rules: [
      'authentication.k8s.io: tokenreviews: create',
      'authorization.k8s.io: subjectaccessreviews: create',
    ],
  },
  'system:basic-user': {
    rules: [
      'authorization.k8s.io: selfsubjectaccessreviews selfsubjectrulesreviews: create',
      'authentication.k8s.io: selfsubjectreviews: create',
    ],
  },
  'system:discovery': {
    rules: [
      'url /api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/: get',
    ],
  },
  'system:public-info-viewer': { rules: ['url /healthz /livez /readyz /version /version/: get'] },
  'system:monitoring': {
    rules: ['url /healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/*: get'],
  },
  'system:service-account-issuer-discovery': {
    rules: [
      'url /.well-known/openid-configuration /.well-known/openid-configuration/ /openid/v1/jwks /openid/v1/jwks/: get',
    ],
  },
  'system:node-proxier': {
    rules: [
      '-: endpoints services: list watch',
      '-: nodes: get list watch',
      '- events.k8s.io: events: create patch update',
      'discovery.k8s.io: endpointslices: list watch',
    ],
  },
  'system:node': {
    rules: [
      'authentication.k8s.io: tokenreviews: create',
      'authorization.k8s.io: localsubjectaccessreviews subjectaccessreviews: create',
      `-: services: ${read}`,
      `-: nodes: create ${read}`,
      '-: nodes/status: patch update',
      '-: nodes: patch update',
      '-: events: create patch update',
      `-: pods: create delete ${read}`,
      '-: pods/status: patch update',
      '-: pods/eviction: create',
      `-: configmaps secrets: ${read}`,
      '-: persistentvolumeclaims persistentvolumes: get',
      'coordination.k8s.io: leases: create delete get patch update',
      '-: serviceaccounts/token: create',
      `node.k8s.io: runtimeclasses: ${read}`,
    ],
  },
};

/** Which groups have which of the roles in the whole cluster. kubeadm adds the last. */
export const bootstrapBindings: Readonly<Record<string, readonly [role: string, groups: readonly string[]]>> =
  {
    'cluster-admin': ['cluster-admin', ['system:masters']],
    'system:basic-user': ['system:basic-user', ['system:authenticated']],
    'system:discovery': ['system:discovery', ['system:authenticated']],
    'system:public-info-viewer': [
      'system:public-info-viewer',
      ['system:authenticated', 'system:unauthenticated'],
    ],
    'system:monitoring': ['system:monitoring', ['system:monitoring']],
    'system:service-account-issuer-discovery': [
      'system:service-account-issuer-discovery',
      ['system:serviceaccounts'],
    ],
    'kubeadm:cluster-admins': ['cluster-admin', ['kubeadm:cluster-admins']],
  };
