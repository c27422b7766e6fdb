/**
 * Pods that a machine's manifests ask for: its kubelet runs them without scheduler or controller. They run as the
 * mirror pods by which the API server shows them, so one that is deleted there starts anew.
 * `pkg/kubelet/config/common.go`, `pkg/kubelet/pod/mirror_client.go`
 */
import type { Node, Pod } from '../api/generated/types.ts';
import type { Machine } from '../api/podarium.ts';
import { hashJson, type Json } from '../kernel/index.ts';
import { configHash, configMirror, configSeen, configSource, isMirrorPod } from './pod-kind.ts';
import type { NodeRecord } from './records.ts';
import { type Work, write } from './work.ts';

/** Compares the manifests with the mirror pods that there are, and makes or removes mirror pods. */
export function syncStaticPods(work: Work, node: NodeRecord): void {
  const { view } = work.context;
  const machine = view.get<Machine>('machines.podarium.dev', '', node.name);
  const owner = view.get<Node>('nodes', '', node.name);
  if (machine === undefined || owner === undefined || !node.isOn) return;
  const { staticPods = [] } = machine.spec ?? {};
  if (staticPods.length === 0 && !node.hasStaticPods) return;
  const wanted = new Map(
    staticPods.map((manifest) => {
      const pod = mirrorOf(manifest, owner, view.nowMicroTimestamp);
      return [`${pod.metadata?.namespace}/${pod.metadata?.name}`, pod];
    }),
  );
  const mirrors = view.podsOnNode<Pod>(node.name).filter(isMirrorPod);
  for (const mirror of mirrors) {
    const { namespace = '', name = '', uid = '', annotations, deletionTimestamp } = mirror.metadata ?? {};
    const pod = wanted.get(`${namespace}/${name}`);
    wanted.delete(`${namespace}/${name}`);
    if (pod?.metadata?.annotations?.[configHash] === annotations?.[configHash]) continue;
    // A manifest that changed makes another pod, when the one before has stopped.
    if (deletionTimestamp === undefined)
      write(work, node.name, { verb: 'delete', resource: 'pods', namespace, name, uid });
  }
  for (const object of wanted.values()) write(work, node.name, { verb: 'create', resource: 'pods', object });
  node.hasStaticPods = staticPods.length > 0 || mirrors.length > 0;
}

function mirrorOf(manifest: Pod, owner: Node, seen: string): Pod {
  const node = owner.metadata?.name ?? '';
  const { name = '', namespace = 'default', labels, annotations } = manifest.metadata ?? {};
  // Two sixteenths make a hash as long as the kubelet's.
  const hash = hashJson([node, manifest] as unknown as Json) + hashJson([manifest, node] as unknown as Json);
  const own = { [configHash]: hash, [configMirror]: hash, [configSeen]: seen, [configSource]: 'file' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${node}`,
      namespace,
      ...(labels === undefined ? {} : { labels }),
      annotations: { ...annotations, ...own },
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Node', name: node, uid: owner.metadata?.uid ?? '', controller: true },
      ],
    },
    spec: {
      ...manifest.spec!,
      nodeName: node,
      tolerations: [...(manifest.spec?.tolerations ?? []), { operator: 'Exists', effect: 'NoExecute' }],
    },
  };
}
