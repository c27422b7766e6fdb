/**
 * Revisions of a rollout and what else the annotations of its ReplicaSets say.
 * `pkg/controller/deployment/util/deployment_util.go`
 */
import type { Deployment, ReplicaSet } from '../../api/generated/types.ts';
import type { KubeObject } from '../../api/object.ts';
import { desiredReplicas, maxSurge } from './limits.ts';

export const revisionAnnotation = 'deployment.kubernetes.io/revision';
export const revisionHistoryAnnotation = 'deployment.kubernetes.io/revision-history';
export const desiredReplicasAnnotation = 'deployment.kubernetes.io/desired-replicas';
export const maxReplicasAnnotation = 'deployment.kubernetes.io/max-replicas';

/** Annotations of a Deployment that say nothing of its ReplicaSets. */
const notCopied: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  revisionHistoryAnnotation,
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
  'deprecated.deployment.rollback.to',
]);

/** The history of former revisions is kept within so many characters. */
const longestHistory = 2000;

type Annotations = Readonly<Record<string, string>>;

/** The revision that the object's annotation names; 0 without one. */
export function revisionOf(object: KubeObject): number {
  return parseCount(object.metadata?.annotations?.[revisionAnnotation]) ?? 0;
}

export function nextRevision(oldSets: readonly ReplicaSet[]): number {
  return oldSets.reduce((highest, set) => Math.max(highest, revisionOf(set)), 0) + 1;
}

/** The annotations of the new ReplicaSet: those of the Deployment, and its revision. The same value if none changes. */
export function newReplicaSetAnnotations(
  deployment: Deployment,
  annotations: Annotations,
  newRevision: number,
): Annotations {
  const copied = Object.entries(deployment.metadata?.annotations ?? {}).filter(
    ([name, value]) => !notCopied.has(name) && annotations[name] !== value,
  );
  const merged = copied.length === 0 ? annotations : { ...annotations, ...Object.fromEntries(copied) };
  return withRevision(merged, newRevision, longestHistory);
}

/** A ReplicaSet that becomes the newest again gets a new revision and remembers its former ones. */
export function withRevision(
  annotations: Annotations,
  newRevision: number,
  historyMaxChars: number,
): Annotations {
  const standing = annotations[revisionAnnotation];
  const oldRevision = standing === undefined || standing === '' ? 0 : parseCount(standing);
  if (oldRevision === undefined || oldRevision >= newRevision) return annotations;
  const next = { ...annotations, [revisionAnnotation]: String(newRevision) };
  if (standing === undefined) return next;
  const history = extendHistory(annotations[revisionHistoryAnnotation] ?? '', standing, historyMaxChars);
  return history === undefined ? next : { ...next, [revisionHistoryAnnotation]: history };
}

/** Appends a revision and drops the oldest while the text is too long; undefined when even then it is. */
function extendHistory(history: string, revision: string, maxChars: number): string | undefined {
  if (history === '') return revision;
  const revisions = [...history.split(','), revision];
  while (revisions.length > 1 && revisions.join(',').length > maxChars) revisions.shift();
  const text = revisions.join(',');
  return text.length <= maxChars ? text : undefined;
}

/** The size of the Deployment at the last scaling of the ReplicaSet, as it was written on it. */
export function desiredReplicasWrittenOn(set: ReplicaSet): number | undefined {
  return parseCount(set.metadata?.annotations?.[desiredReplicasAnnotation]);
}

/** Size with surge of the Deployment at the last scaling of the ReplicaSet. */
export function maxReplicasWrittenOn(set: ReplicaSet): number | undefined {
  return parseCount(set.metadata?.annotations?.[maxReplicasAnnotation]);
}

/** Whether a ReplicaSet carries other sizes of its Deployment than these. */
export function areReplicasAnnotationsStale(
  annotations: Annotations | undefined,
  desired: number,
  max: number,
): boolean {
  return (
    annotations?.[desiredReplicasAnnotation] !== String(desired) ||
    annotations[maxReplicasAnnotation] !== String(max)
  );
}

/** The annotations with the Deployment's size and its size with surge. The same value if they stood there. */
export function withReplicasAnnotations(
  deployment: Deployment,
  annotations: Annotations | undefined,
): Annotations {
  const desired = desiredReplicas(deployment);
  const max = desired + maxSurge(deployment);
  if (annotations !== undefined && !areReplicasAnnotationsStale(annotations, desired, max))
    return annotations;
  return {
    ...annotations,
    [desiredReplicasAnnotation]: String(desired),
    [maxReplicasAnnotation]: String(max),
  };
}

function parseCount(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}
