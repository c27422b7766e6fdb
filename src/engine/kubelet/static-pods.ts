/**
 * Pods that a machine's manifests ask for: its kubelet runs them without scheduler, controller or API server.
 * `pkg/kubelet/config/common.go`, `pkg/kubelet/config/file.go`, `pkg/kubelet/pod_workers.go` allowStaticPodStart
 */
import { applyDefaults } from '../api/defaults/index.ts';
import type { Pod } from '../api/generated/types.ts';
import type { Machine } from '../api/podarium.ts';
import { configHash, configSeen, configSource, isStaticPod } from '../api/static-pod.ts';
import { hashJson, type Json } from '../kernel/index.ts';
import { fullNameOf, syncMirrorPods } from './mirror-pods.ts';
import { addPod, removePod } from './pod-observer.ts';
import type { NodeRecord } from './records.ts';
import { podsOf, type Work } from './work.ts';

/** Compares the manifests with the static pods that run, starts and stops what is needed, and tells the API server. */
export function syncStaticPods(work: Work, node: NodeRecord): void {
  const machine = work.context.view.get<Machine>('machines.podarium.dev', '', node.name);
  if (machine === undefined || !node.isOn) return;
  const { staticPods = [] } = machine.spec ?? {};
  if (staticPods.length === 0 && !node.hasStaticPods) return;
  const wanted = new Map<string, Pod>();
  for (const manifest of staticPods) wanted.set(uidOf(manifest, node.name), manifest);
  const isStatic = ({ pod }: { pod: Pod }): boolean => isStaticPod(pod);
  for (const record of podsOf(work, node.name).filter(isStatic)) {
    const isWanted = wanted.delete(record.uid);
    if (!isWanted && !record.isRemoved) removePod(work, record);
  }
  // A manifest that changed makes another pod, when the one before has stopped.
  const taken = new Set(podsOf(work, node.name).map(({ pod }) => fullNameOf(pod)));
  for (const [uid, manifest] of wanted) {
    const pod = staticPod(manifest, uid, node.name, work.context.view.nowMicroTimestamp);
    if (!taken.has(fullNameOf(pod))) addPod(work, pod);
  }
  const hasMirrors = syncMirrorPods(work, node);
  node.hasStaticPods = staticPods.length > 0 || hasMirrors || podsOf(work, node.name).some(isStatic);
}

/** Two sixteenths make a hash as long as the kubelet's. */
function uidOf(manifest: Pod, node: string): string {
  return hashJson([node, manifest] as unknown as Json) + hashJson([manifest, node] as unknown as Json);
}

function staticPod(manifest: Pod, uid: string, node: string, seen: string): Pod {
  const { name = '', namespace = 'default', labels, annotations } = manifest.metadata ?? {};
  return applyDefaults<Pod>('pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${node}`,
      namespace,
      uid,
      ...(labels === undefined ? {} : { labels }),
      annotations: { ...annotations, [configHash]: uid, [configSeen]: seen, [configSource]: 'file' },
    },
    spec: {
      ...manifest.spec!,
      nodeName: node,
      tolerations: [...(manifest.spec?.tolerations ?? []), { operator: 'Exists', effect: 'NoExecute' }],
    },
  });
}
