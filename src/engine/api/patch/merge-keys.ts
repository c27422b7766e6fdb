/**
 * How a strategic merge patch treats the fields that it doesn't simply replace or merge by key: the struct tags
 * patchStrategy and patchMergeKey of `staging/src/k8s.io/api` and `.../apimachinery/pkg/apis/meta/v1`.
 */
import type { Definition } from '../first-structure.ts';
import { definitions } from '../structure.ts';
import { PatchError } from './patch-error.ts';

export interface FieldStrategy {
  /** Lists: elements are merged with those there, not put in their place. */
  readonly merge?: boolean;
  /** Objects: the patch takes the place of what is there. */
  readonly replace?: boolean;
  /** Fields that the patch doesn't name are cleared. */
  readonly retainKeys?: boolean;
  /** The field that tells elements of a list of objects apart. */
  readonly mergeKey?: string;
}

/** Definition names to fields; a strategy is a merge key, or a short word. */
export interface PatchSchema {
  readonly definitions: Readonly<Record<string, Definition>>;
  readonly strategies: Readonly<Record<string, Readonly<Record<string, FieldStrategy>>>>;
}

function by(mergeKey: string, retainKeys = false): FieldStrategy {
  return { merge: true, mergeKey, retainKeys };
}

const set: FieldStrategy = { merge: true };
const conditions = { conditions: by('type') };
const containerFields = {
  ports: by('containerPort'),
  env: by('name'),
  volumeMounts: by('mountPath'),
  volumeDevices: by('devicePath'),
};

const strategies: PatchSchema['strategies'] = {
  ObjectMeta: { ownerReferences: by('uid'), finalizers: set },
  PodSpec: {
    volumes: by('name', true),
    initContainers: by('name'),
    containers: by('name'),
    ephemeralContainers: by('name'),
    imagePullSecrets: by('name'),
    hostAliases: by('ip'),
    topologySpreadConstraints: by('topologyKey'),
    schedulingGates: by('name'),
    resourceClaims: by('name', true),
  },
  Container: containerFields,
  EphemeralContainer: containerFields,
  ContainerStatus: { volumeMounts: by('mountPath'), allocatedResourcesStatus: by('name') },
  PodStatus: {
    conditions: by('type'),
    podIPs: by('ip'),
    hostIPs: by('ip'),
    resourceClaimStatuses: by('name', true),
  },
  ServiceAccount: { secrets: by('name') },
  ServiceSpec: { ports: by('port') },
  NodeSpec: { podCIDRs: set },
  NodeStatus: { conditions: by('type'), addresses: by('type') },
  DeploymentSpec: { strategy: { retainKeys: true } },
  PodDisruptionBudgetSpec: { selector: { replace: true } },
  ServiceStatus: conditions,
  NamespaceStatus: conditions,
  PersistentVolumeClaimStatus: conditions,
  ReplicationControllerStatus: conditions,
  DeploymentStatus: conditions,
  ReplicaSetStatus: conditions,
  StatefulSetStatus: conditions,
  DaemonSetStatus: conditions,
  JobStatus: conditions,
  PodDisruptionBudgetStatus: conditions,
  HorizontalPodAutoscalerStatus: conditions,
};

export const kubernetesPatchSchema: PatchSchema = { definitions, strategies };

/** Type and strategy of a field; the type is text as in structure.ts. */
export interface FieldPatchType extends FieldStrategy {
  readonly type: string;
}

/**
 * What a patch needs to know of a field of a type (a definition, `{x` or `[x`).
 * @throws PatchError when the type has no such field
 */
export function fieldPatchType(schema: PatchSchema, type: string, field: string): FieldPatchType {
  const plain = type.replace(/^!/, '');
  if (plain.startsWith('{')) return { type: plain.slice(1) };
  if (plain === '*') return { type: '*' };
  const fieldType = schema.definitions[plain]?.[field];
  if (fieldType === undefined) {
    throw new PatchError(500, `unable to find api field in struct ${plain} for the json field "${field}"`);
  }
  return { type: fieldType.replace(/^!/, ''), ...schema.strategies[plain]?.[field] };
}

/** The type of a list's elements. */
export function elementType(type: string): string {
  return type.startsWith('[') ? type.slice(1) : '*';
}
