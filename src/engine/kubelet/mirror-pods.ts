/**
 * Static pods as the API server shows them: their kubelet makes a mirror pod of each, keeps its status, and makes it
 * anew when somebody deletes it. `pkg/kubelet/pod/mirror_client.go`, `pkg/kubelet/kubelet.go` tryReconcileMirrorPods
 */
import { semanticallyEqual } from '../api/equal.ts';
import type { Node, Pod } from '../api/generated/types.ts';
import { configMirror, isMirrorPod, isStaticPod } from '../api/static-pod.ts';
import { mergePodStatus } from './pod-status.ts';
import { type NodeRecord, type PodRecord, runningContainers } from './records.ts';
import { isOnline, podsOf, type Work, write } from './work.ts';

export function fullNameOf({ metadata }: Pod): string {
  return `${metadata?.name}_${metadata?.namespace}`;
}

/** Compares the static pods with their mirrors, if the API server can be reached; true when there are any mirrors. */
export function syncMirrorPods(work: Work, node: NodeRecord): boolean {
  const { view } = work.context;
  const mirrors = view.podsOnNode<Pod>(node.name).filter(isMirrorPod);
  const owner = view.get<Node>('nodes', '', node.name);
  if (owner === undefined || !isOnline(work, node.name)) return mirrors.length > 0;
  const records = podsOf(work, node.name).filter(({ pod }) => isStaticPod(pod));
  for (const mirror of mirrors) {
    const record = records.find(({ pod }) => fullNameOf(pod) === fullNameOf(mirror));
    if (record === undefined || (record.stage === 'syncing' && !isMirrorOf(mirror, record)))
      removeMirror(work, node, mirror);
  }
  for (const record of records) {
    if (record.stage === 'syncing' && mirrorOf(work, record) === undefined)
      write(work, node.name, { verb: 'create', resource: 'pods', object: newMirror(record, owner) });
    tellMirror(work, record);
  }
  return mirrors.length + records.length > 0;
}

/** Sends what the kubelet says of a static pod to its mirror, if that says anything else. */
export function tellMirror(work: Work, record: PodRecord): void {
  const mirror = mirrorOf(work, record);
  if (mirror === undefined) return;
  const isRunning = runningContainers(record).length > 0;
  const { nowTimestamp } = work.context.view;
  const status = mergePodStatus(mirror.status ?? {}, record.status, isRunning, nowTimestamp);
  if (semanticallyEqual(status, mirror.status)) return;
  write(work, record.node, { verb: 'updateStatus', resource: 'pods', object: { ...mirror, status } as Pod });
}

function mirrorOf(work: Work, record: PodRecord): Pod | undefined {
  const { namespace = '', name = '' } = record.pod.metadata ?? {};
  const mirror = work.context.view.get<Pod>('pods', namespace, name);
  return mirror !== undefined && isMirrorOf(mirror, record) ? mirror : undefined;
}

/** One that is being deleted shows the pod no more. */
function isMirrorOf({ metadata }: Pod, { uid }: PodRecord): boolean {
  return metadata?.annotations?.[configMirror] === uid && metadata.deletionTimestamp === undefined;
}

function removeMirror(work: Work, node: NodeRecord, { metadata }: Pod): void {
  const { namespace = '', name = '', uid = '' } = metadata ?? {};
  const request = { verb: 'delete', resource: 'pods', namespace, name, uid } as const;
  write(work, node.name, { ...request, gracePeriodSeconds: 0 });
}

function newMirror({ pod, uid, node }: PodRecord, owner: Node): Pod {
  const { name, namespace, labels, annotations } = pod.metadata ?? {};
  const reference = { apiVersion: 'v1', kind: 'Node', name: node, uid: owner.metadata?.uid ?? '' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      ...(labels === undefined ? {} : { labels }),
      annotations: { ...annotations, [configMirror]: uid },
      ownerReferences: [{ ...reference, controller: true }],
    },
    spec: pod.spec,
  } as Pod;
}
