/** The revisions of a DaemonSet. `pkg/controller/daemon/update.go` constructHistory, cleanupHistory */
import type { ControllerRevision, DaemonSet, Pod } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import type { Write } from '../../api/part.ts';
import { templateHash } from '../workload/hash.ts';
import { controllerReference } from '../workload/owner.ts';
import {
  byRevisionNumber,
  hasSameData,
  highestRevision,
  podRevisionLabel,
  revisionData,
  revisionsResource,
} from '../workload/revisions.ts';

export interface DaemonRevisions {
  /** The hash that pods of the present template carry. */
  readonly hash: string;
  readonly old: readonly ControllerRevision[];
  /** What makes the store agree. */
  readonly writes: readonly Write[];
}

/** The revision of the present template, created when there is none and raised when an old one returns. */
export function daemonRevisions(
  set: DaemonSet,
  revisions: readonly ControllerRevision[],
  pods: readonly Pod[],
): DaemonRevisions {
  const fresh = newRevision(set, revisions);
  const equal = revisions.filter((revision) => hasSameData(revision, fresh)).toSorted(byRevisionNumber);
  const old = revisions.filter((revision) => !equal.includes(revision));
  const kept = equal.at(-1);
  const number = highestRevision(old) + 1;
  if (kept === undefined) {
    const object = { ...fresh, revision: number };
    return { hash: hashOf(fresh), old, writes: [{ verb: 'create', resource: revisionsResource, object }] };
  }
  const hash = hashOf(kept);
  const raised = kept.revision < number ? [raise(kept, number)] : [];
  const doubles = equal.filter((revision) => revision !== kept);
  const relabelled = doubles.length === 0 ? [] : relabel(pods, hash);
  return { hash, old, writes: [...relabelled, ...doubles.map(remove), ...raised] };
}

/** Deletes the oldest revisions beyond revisionHistoryLimit, leaving those that pods are still of. */
export function cleanUpRevisions(
  set: DaemonSet,
  old: readonly ControllerRevision[],
  pods: readonly Pod[],
): readonly Write[] {
  const surplus = old.length - (set.spec?.revisionHistoryLimit ?? 10);
  if (surplus <= 0) return [];
  const used = new Set(pods.map((pod) => pod.metadata?.labels?.[podRevisionLabel]));
  const unused = old.toSorted(byRevisionNumber).filter((revision) => !used.has(hashOf(revision)));
  return unused.slice(0, surplus).map(remove);
}

function newRevision(set: DaemonSet, revisions: readonly ControllerRevision[]): ControllerRevision {
  const template = set.spec?.template ?? {};
  const hash = templateHash(template, set.status?.collisionCount);
  const annotations = set.metadata?.annotations;
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${nameOf(set)}-${hash}`,
      namespace: namespaceOf(set),
      labels: { ...template.metadata?.labels, [podRevisionLabel]: hash },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(set, 'apps/v1', 'DaemonSet')],
    },
    data: revisionData(template),
    revision: highestRevision(revisions) + 1,
  };
}

function hashOf(revision: ControllerRevision): string {
  return revision.metadata?.labels?.[podRevisionLabel] ?? nameOf(revision);
}

function raise(revision: ControllerRevision, number: number): Write {
  return {
    verb: 'update',
    resource: revisionsResource,
    object: { ...revision, revision: number } as ControllerRevision,
  };
}

function remove(revision: ControllerRevision): Write {
  return {
    verb: 'delete',
    resource: revisionsResource,
    namespace: namespaceOf(revision),
    name: nameOf(revision),
  };
}

function relabel(pods: readonly Pod[], hash: string): readonly Write[] {
  return pods
    .filter((pod) => pod.metadata?.labels?.[podRevisionLabel] !== hash)
    .map((pod) => ({
      verb: 'patch',
      resource: 'pods',
      namespace: namespaceOf(pod),
      name: nameOf(pod),
      patch: { metadata: { labels: { [podRevisionLabel]: hash } } },
    }));
}
