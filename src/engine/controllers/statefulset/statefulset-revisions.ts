/** The revisions of a StatefulSet. `pkg/controller/statefulset/stateful_set_control.go` getStatefulSetRevisions */
import type { ControllerRevision, Pod, StatefulSet } from '../../api/generated/types.ts';
import { nameOf, namespaceOf } from '../../api/object.ts';
import type { View, Write } from '../../api/part.ts';
import { revisionHash } from '../workload/hash.ts';
import { controllerReference } from '../workload/owner.ts';
import {
  byRevisionNumber,
  hasSameData,
  highestRevision,
  revisionData,
  revisionsResource,
  revisionText,
  surplusRevisions,
} from '../workload/revisions.ts';
import { revisionOfPod } from './plan.ts';

const hashLabel = 'controller.kubernetes.io/hash';
/** Names that are taken are avoided so many times at most. */
const maxCollisions = 100;

export interface SetRevisions {
  readonly all: readonly ControllerRevision[];
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
  readonly collisionCount: number;
  /** What makes the store agree. */
  readonly writes: readonly Write[];
}

/** The revision the pods come from and the one they go to; the latter is created, or raised when it is an old one. */
export function setRevisions(
  set: StatefulSet,
  revisions: readonly ControllerRevision[],
  view: View,
): SetRevisions {
  const all = revisions.toSorted(byRevisionNumber);
  const standing = set.status?.collisionCount ?? 0;
  const wanted = newRevision(set, highestRevision(all) + 1, standing);
  const equal = all.findLast((revision) => hasSameData(revision, wanted));
  const latest = all.at(-1);
  const synced =
    equal === undefined
      ? createRevision(set, wanted, standing, view)
      : equal === latest || (latest !== undefined && hasSameData(equal, latest))
        ? { update: latest!, writes: [], collisionCount: standing }
        : raiseRevision(equal, wanted.revision, standing);
  const current = all.find((revision) => nameOf(revision) === set.status?.currentRevision) ?? synced.update;
  return { all, current, ...synced };
}

type Synced = Pick<SetRevisions, 'update' | 'writes' | 'collisionCount'>;

function createRevision(set: StatefulSet, wanted: ControllerRevision, standing: number, view: View): Synced {
  let update = wanted;
  let collisionCount = standing;
  while (view.get(revisionsResource, namespaceOf(set), nameOf(update)) !== undefined) {
    if (collisionCount - standing >= maxCollisions) break;
    update = newRevision(set, wanted.revision, ++collisionCount);
  }
  return {
    update,
    collisionCount,
    writes: [{ verb: 'create', resource: revisionsResource, object: update }],
  };
}

function raiseRevision(equal: ControllerRevision, revision: number, collisionCount: number): Synced {
  const update = { ...equal, revision };
  return {
    update,
    collisionCount,
    writes: [{ verb: 'update', resource: revisionsResource, object: update }],
  };
}

function newRevision(set: StatefulSet, revision: number, collisionCount: number): ControllerRevision {
  const data = revisionData(set.spec?.template ?? {});
  const hash = revisionHash(revisionText(data), collisionCount);
  const annotations = set.metadata?.annotations;
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${nameOf(set).slice(0, 223)}-${hash}`,
      namespace: namespaceOf(set),
      labels: { ...set.spec?.template.metadata?.labels, [hashLabel]: hash },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(set, 'apps/v1', 'StatefulSet')],
    },
    data,
    revision,
  };
}

/** Deletes what lies beyond revisionHistoryLimit among the revisions that no pod is of. */
export function truncateHistory(
  set: StatefulSet,
  pods: readonly Pod[],
  revisions: SetRevisions,
): readonly Write[] {
  const used = new Set([nameOf(revisions.current), nameOf(revisions.update), ...pods.map(revisionOfPod)]);
  const unused = revisions.all.filter((revision) => !used.has(nameOf(revision)));
  return surplusRevisions(unused, set.spec?.revisionHistoryLimit).map((revision) => ({
    verb: 'delete',
    resource: revisionsResource,
    namespace: namespaceOf(revision),
    name: nameOf(revision),
  }));
}
