/** What a delete does: grace for pods, finalizers for all, propagation to dependents. `apiserver/pkg/registry/generic/registry/store.go` */
import { deletionFinalizers } from '../api/deletion.ts';
import { customResourceCleanup, definitionsResource } from '../api/custom-kinds.ts';
import type { ResourceKind } from '../api/kinds.ts';
import type { AnyObject } from '../api/object.ts';
import type { CustomResourceDefinitionStatus, Pod } from '../api/generated/types.ts';
import type { Clock } from './clock.ts';

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: string;
  readonly orphanDependents?: boolean;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly dryRun?: readonly string[];
}

/** The object as it is after the request, or undefined: it is gone at once. */
export function markDeleted(
  kind: ResourceKind,
  object: AnyObject,
  options: DeleteOptions,
  clock: Clock,
): AnyObject | undefined {
  const finalizers = deletionFinalizers({
    finalizers: object.metadata?.finalizers ?? [],
    propagationPolicy: options.propagationPolicy,
    orphanDependents: options.orphanDependents,
  });
  const withFinalizers = sameList(finalizers, object.metadata?.finalizers ?? [])
    ? object
    : { ...object, metadata: { ...object.metadata, finalizers } };
  if (kind.id === 'pods') return markPodDeleted(withFinalizers, options, clock);
  if (kind.id === 'namespaces') return markNamespaceDeleted(withFinalizers, clock);
  if (kind.id === definitionsResource) return markDefinitionDeleted(withFinalizers, clock);
  if (finalizers.length === 0) return undefined;
  return withDeletionTime(withFinalizers, 0, clock);
}

/** True when nothing holds a deleted object any more. */
export function isFinished(kind: ResourceKind, object: AnyObject): boolean {
  const metadata = object.metadata ?? {};
  if (metadata.deletionTimestamp === undefined || (metadata.finalizers ?? []).length > 0) return false;
  if (kind.id === 'namespaces') {
    return ((object['spec'] as { finalizers?: string[] } | undefined)?.finalizers ?? []).length === 0;
  }
  return (metadata.deletionGracePeriodSeconds ?? 0) === 0;
}

/** `pkg/registry/core/pod/strategy.go CheckGracefulDelete` */
function markPodDeleted(pod: AnyObject, options: DeleteOptions, clock: Clock): AnyObject | undefined {
  const graceSeconds = podGraceSeconds(pod as Pod, options);
  const running = pod.metadata?.deletionGracePeriodSeconds;
  if (pod.metadata?.deletionTimestamp !== undefined && running !== undefined) {
    if (graceSeconds >= running && graceSeconds !== 0) return pod;
  }
  const marked = withDeletionTime(pod, graceSeconds, clock);
  return isFinished({ id: 'pods' } as ResourceKind, marked) ? undefined : marked;
}

function podGraceSeconds(pod: Pod, options: DeleteOptions): number {
  const wanted = options.gracePeriodSeconds ?? pod.spec?.terminationGracePeriodSeconds ?? 30;
  const neverRan = pod.spec?.nodeName === undefined || pod.spec.nodeName === '';
  const ended = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
  if (neverRan || ended) return 0;
  return wanted < 0 ? 1 : wanted;
}

function markNamespaceDeleted(namespace: AnyObject, clock: Clock): AnyObject | undefined {
  const marked = withDeletionTime(namespace, undefined, clock);
  const terminating = { ...marked, status: { ...(namespace['status'] as object), phase: 'Terminating' } };
  return isFinished({ id: 'namespaces' } as ResourceKind, terminating) ? undefined : terminating;
}

/** Its objects go first. `apiextensions-apiserver/pkg/registry/customresourcedefinition/etcd.go` */
function markDefinitionDeleted(definition: AnyObject, clock: Clock): AnyObject {
  const marked = withDeletionTime(definition, 0, clock);
  const finalizers = marked.metadata?.finalizers ?? [];
  if (finalizers.includes(customResourceCleanup)) return marked;
  const status = definition['status'] as CustomResourceDefinitionStatus | undefined;
  const terminating = {
    type: 'Terminating',
    status: 'True',
    lastTransitionTime: clock.timestamp,
    reason: 'InstanceDeletionPending',
    message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
  };
  return {
    ...marked,
    metadata: { ...marked.metadata, finalizers: [...finalizers, customResourceCleanup] },
    status: { ...status, conditions: [...(status?.conditions ?? []), terminating] },
  };
}

function withDeletionTime(object: AnyObject, graceSeconds: number | undefined, clock: Clock): AnyObject {
  const metadata = object.metadata ?? {};
  const already = metadata.deletionTimestamp !== undefined;
  const deletionTimestamp = clock.toTimestamp(clock.nowMs + (graceSeconds ?? 0) * 1000);
  const keepsTime =
    already && (graceSeconds === undefined || graceSeconds >= (metadata.deletionGracePeriodSeconds ?? 0));
  return {
    ...object,
    metadata: {
      ...metadata,
      deletionTimestamp: keepsTime ? metadata.deletionTimestamp! : deletionTimestamp,
      ...(graceSeconds === undefined ? {} : { deletionGracePeriodSeconds: graceSeconds }),
      ...(metadata.generation === undefined || already ? {} : { generation: metadata.generation + 1 }),
    },
  };
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
