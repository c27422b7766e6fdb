/**
 * One look at a Deployment: what it has decided so far. Later steps of a look see what earlier ones wrote.
 *
 * The Deployment itself is written at most once a look. The original writes from a copy that is stale by then, is
 * refused and comes back; here the second write is left to the next look.
 */
import type { Deployment, DeploymentStatus, ReplicaSet } from '../../api/generated/types.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { nameOf } from '../../api/object.ts';
import type { View, Write } from '../../api/part.ts';
import { withReplicasAnnotations } from './revision.ts';
import { replicasOf } from './replica-sets.ts';
import type { Resize } from './scaling.ts';

export interface Look {
  readonly view: View;
  readonly writes: Write[];
  /** As the steps so far have left it. */
  deployment: Deployment;
  /** The sets it owns, as the steps so far have left them. */
  sets: readonly ReplicaSet[];
  isDeploymentWritten: boolean;
  /** Another look is due after so many ms. */
  againAfterMs?: number;
}

const conflictRetryMs = 5;

/** Writes status and annotations of the Deployment, unless nothing changed. */
export function writeDeployment(look: Look, next: Deployment): void {
  const before = look.deployment;
  look.deployment = next;
  if (
    semanticallyEqual(before.status, next.status) &&
    semanticallyEqual(before.metadata?.annotations, next.metadata?.annotations)
  )
    return;
  if (look.isDeploymentWritten) {
    look.againAfterMs = conflictRetryMs;
    return;
  }
  look.isDeploymentWritten = true;
  look.writes.push({ verb: 'updateStatus', resource: 'deployments.apps', object: next });
}

export function writeStatus(look: Look, status: DeploymentStatus): void {
  writeDeployment(look, { ...look.deployment, status });
}

/** Gives ReplicaSets their sizes, in turn. */
export function resizeAll(look: Look, resizes: readonly Resize[]): void {
  for (const { set, replicas } of resizes) resize(look, nameOf(set), replicas);
}

/** Gives a ReplicaSet its size and the annotations that go with it, and tells of it when the size is new. */
export function resize(look: Look, name: string, replicas: number): void {
  const set = look.sets.find((candidate) => nameOf(candidate) === name);
  if (set?.spec === undefined) return;
  const before = replicasOf(set);
  const standing = set.metadata?.annotations;
  const annotations = withReplicasAnnotations(look.deployment, standing);
  if (before === replicas && annotations === standing) return;
  writeSet(look, { ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas } });
  if (before !== replicas) tellOfScaling(look, name, before, replicas);
}

/** Updates a set; a further write to it in the same look is not held against the version it has now. */
export function writeSet(look: Look, next: ReplicaSet): void {
  look.writes.push({ verb: 'update', resource: 'replicasets.apps', object: next });
  const { resourceVersion: _, ...metadata } = next.metadata ?? {};
  look.sets = look.sets.map((set) => (nameOf(set) === nameOf(next) ? { ...next, metadata } : set));
}

export function tellOfScaling(look: Look, name: string, before: number, after: number): void {
  const direction = before < after ? 'up' : 'down';
  const message = `Scaled ${direction} replica set ${name} from ${before} to ${after}`;
  look.writes.push({
    verb: 'event',
    event: { about: look.deployment, type: 'Normal', reason: 'ScalingReplicaSet', message },
  });
}
