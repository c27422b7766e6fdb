/** The kubelets' records in a checkpoint. Pods and statuses that the store has too are left out and read from there. */
import type { Pod, PodStatus } from '../api/generated/types.ts';
import { copyPlain } from '../api/json-object.ts';
import { canonicalJson, type Json } from '../kernel/index.ts';
import type { ProbeWheel, WheelTimer } from './probe-wheel.ts';
import type { NodeRecord, PodRecord } from './records.ts';
import { readContainers, storeContainers, type StoredContainer } from './stored-container.ts';
import { keepPod, type Work } from './work.ts';

interface StoredPod extends Omit<PodRecord, 'pod' | 'status' | 'stirs' | 'containers'> {
  readonly containers: Readonly<Record<string, StoredContainer>>;
  readonly namespace: string;
  readonly name: string;
  /** Where the kubelet has seen another version than is stored, or has something unsent to say. */
  readonly pod?: PodRecord['pod'];
  readonly status?: PodRecord['status'];
}

interface Snapshot {
  readonly nodes: readonly NodeRecord[];
  readonly pods: readonly StoredPod[];
  readonly probeTimer?: WheelTimer;
}

export function snapshotRecords(
  nodes: ReadonlyMap<string, NodeRecord>,
  pods: ReadonlyMap<string, PodRecord>,
  { timer }: ProbeWheel,
  stored: (record: PodRecord) => Pod | undefined,
): Json {
  const snapshot: Snapshot = {
    nodes: [...nodes.values()],
    pods: [...pods.values()].map((record) => storedPod(record, stored(record))),
    ...(timer === undefined ? {} : { probeTimer: timer }),
  };
  // Records are changed in place, so a checkpoint has copies; what they share with the store is not copied.
  return copyPlain<unknown>(snapshot) as Json;
}

export function restoreRecords(work: Work, state: Json): void {
  const snapshot = state as unknown as Snapshot;
  work.nodes.clear();
  work.pods.clear();
  work.podsByNode.clear();
  for (const node of snapshot.nodes) work.nodes.set(node.name, copyPlain(node));
  for (const stored of snapshot.pods) keepPod(work, restoredPod(work, stored));
  work.wheel.restore(work.pods.values(), snapshot.probeTimer);
}

/** Nothing in it is the checkpoint's own that a kubelet changes in place. */
function restoredPod(work: Work, stored: StoredPod): PodRecord {
  const { namespace, name, pod, status, containers, ...rest } = stored;
  const seen = pod ?? work.context.view.get<Pod>('pods', namespace, name)!;
  return {
    ...copyPlain(rest),
    containers: readContainers(containers, seen),
    pod: seen,
    status: status ?? seen.status ?? {},
    stirs: 0,
  };
}

function storedPod(record: PodRecord, stored: Pod | undefined): StoredPod {
  const { pod, status, stirs: _stirs, containers, ...rest } = record;
  const { namespace = '', name = '' } = pod.metadata ?? {};
  const isStored = pod === stored || isSameVersion(pod, stored);
  return {
    ...rest,
    namespace,
    name,
    containers: storeContainers(containers, pod),
    ...(isStored ? {} : { pod }),
    ...(isStored && isSameStatus(status, pod.status) ? {} : { status }),
  };
}

/** What a checkpoint leaves out goes by what is said, not by who says it: one that was restored has copies. */
function isSameVersion({ metadata }: Pod, stored: Pod | undefined): boolean {
  const { uid, resourceVersion } = stored?.metadata ?? {};
  return uid !== undefined && metadata?.uid === uid && metadata.resourceVersion === resourceVersion;
}

function isSameStatus(status: PodStatus, sent: PodStatus | undefined): boolean {
  return status === sent || canonicalJson(status) === canonicalJson(sent);
}
