/** Earlier revisions of a workload: a Deployment's ReplicaSets, ControllerRevisions of the others. */
import type { ControllerRevision, PodTemplateSpec, ReplicaSet } from '../engine/api/generated/types.ts';
import { type ResourceKind, resourceById } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import { controllerOf } from '../engine/api/object.ts';
import type { Invocation } from './invocation.ts';
import { KubectlError } from './kubectl-error.ts';
import type { Selected } from './select-objects.ts';

export interface Revision {
  /** The ReplicaSet that keeps it, or the workload as that revision has it. */
  readonly object: AnyObject;
  readonly kind: ResourceKind;
  readonly number: number;
  readonly changeCause: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly template: PodTemplateSpec;
  /** What a ControllerRevision stores: a strategic merge patch of the workload. */
  readonly patch?: unknown;
}

const revisionAnnotation = 'deployment.kubernetes.io/revision';
export const changeCauseAnnotation = 'kubernetes.io/change-cause';

/**
 * The revisions of a workload, oldest first. `staging/src/k8s.io/kubectl/pkg/polymorphichelpers/history.go`
 * @throws KubectlError for kinds without revisions.
 */
export async function readRevisions(invocation: Invocation, workload: Selected): Promise<Revision[]> {
  const kind = workload.object.kind ?? '';
  if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(kind)) {
    throw new KubectlError(`no history viewer has been implemented for {"${workload.kind.group}" "${kind}"}`);
  }
  const resource = resourceById(kind === 'Deployment' ? 'replicasets.apps' : 'controllerrevisions.apps');
  const items = await invocation.server.list(resource, workload.namespace);
  const own = items.filter((item) => controllerOf(item)?.uid === workload.object.metadata?.uid);
  const read = kind === 'Deployment' ? ofReplicaSet : ofControllerRevision;
  const revisions = own.map((item): Revision => {
    const stored = read(item);
    if (kind === 'Deployment') return { ...stored, object: item, kind: resource };
    const spec = { ...(workload.object['spec'] as object), template: stored.template };
    return { ...stored, object: { ...workload.object, spec }, kind: workload.kind };
  });
  return revisions.toSorted((a, b) => a.number - b.number);
}

type Stored = Omit<Revision, 'object' | 'kind'>;

function ofReplicaSet(object: AnyObject): Stored {
  const { metadata, spec } = object as ReplicaSet;
  const annotations = metadata?.annotations ?? {};
  return {
    number: Number(annotations[revisionAnnotation] ?? 0),
    changeCause: annotations[changeCauseAnnotation] ?? '',
    annotations,
    template: spec?.template ?? ({} as PodTemplateSpec),
  };
}

function ofControllerRevision(object: AnyObject): Stored {
  const { metadata, data, revision } = object as unknown as ControllerRevision;
  const annotations = metadata?.annotations ?? {};
  const stored = data as { spec?: { template?: PodTemplateSpec & { $patch?: string } } } | undefined;
  return {
    number: revision,
    changeCause: annotations[changeCauseAnnotation] ?? '',
    annotations,
    template: withoutDirective(stored?.spec?.template),
    patch: data,
  };
}

function withoutDirective(template: (PodTemplateSpec & { $patch?: string }) | undefined): PodTemplateSpec {
  const { $patch: _, ...plain } = template ?? ({} as PodTemplateSpec & { $patch?: string });
  return plain;
}

/**
 * The revision of that number; for 0 the one before the newest.
 * @throws KubectlError when there is none.
 */
export function findRevision(revisions: readonly Revision[], number: number, workload: Selected): Revision {
  if (number < 0) throw new KubectlError(`unable to find specified revision ${number} in history`);
  if (number > 0) {
    const found = revisions.find((revision) => revision.number === number);
    if (found === undefined) throw new KubectlError(`unable to find specified revision ${number} in history`);
    return found;
  }
  const previous = revisions.at(-2);
  if (previous === undefined) {
    const title = workload.object.kind === 'Deployment' ? ` for deployment "${workload.name}"` : '';
    throw new KubectlError(`no rollout history found${title}`);
  }
  return previous;
}
