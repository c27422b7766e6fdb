import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../api/generated/types.ts';
import type { ClusterState, FilterPlugin, Refusal } from '../plugin.ts';
import type { PodInfo } from '../pod-info.ts';

const refusal = { reasons: ['node(s) had no available volume zone'], unresolvable: true };

/** Labels that place a volume, and what each is called today. */
const stableNames: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region': 'topology.kubernetes.io/region',
};

/** Bound volumes are in the node's zone. `pkg/scheduler/framework/plugins/volumezone/volume_zone.go` */
export const volumeZone: FilterPlugin = {
  name: 'VolumeZone',
  prepare(pod, cluster) {
    const topologies = volumeTopologies(pod, cluster);
    if (!Array.isArray(topologies)) return { refusal: topologies };
    if (topologies.length === 0) return {};
    return {
      filter: ({ labels }) => {
        if (!Object.keys(stableNames).some((key) => labels[key] !== undefined)) return undefined;
        const fits = topologies.every(({ key, values }) => {
          const value = labels[key] ?? labels[stableNames[key]!];
          return value !== undefined && values.includes(value);
        });
        return fits ? undefined : refusal;
      },
    };
  },
  requeue: {
    nodeChanged: ({ previous, next }) =>
      previous === undefined ||
      Object.keys(stableNames).some(
        (key) => previous.metadata?.labels?.[key] !== next.metadata?.labels?.[key],
      ),
    objectChanged: (resource) =>
      ['persistentvolumeclaims', 'persistentvolumes', 'storageclasses.storage.k8s.io'].includes(resource),
  },
};

interface VolumeTopology {
  readonly key: string;
  readonly values: readonly string[];
}

function volumeTopologies(pod: PodInfo, cluster: ClusterState): VolumeTopology[] | Refusal {
  const topologies: VolumeTopology[] = [];
  for (const { persistentVolumeClaim } of pod.pod.spec?.volumes ?? []) {
    if (persistentVolumeClaim === undefined) continue;
    const volume = boundVolume(pod.namespace, persistentVolumeClaim.claimName, cluster);
    if (volume === undefined) continue;
    if ('reasons' in volume) return volume;
    for (const [key, value] of Object.entries(volume.metadata?.labels ?? {})) {
      if (stableNames[key] !== undefined) topologies.push({ key, values: value.split('__') });
    }
  }
  return topologies;
}

/** The volume of a claim; undefined when it will be chosen for the first consumer. */
function boundVolume(
  namespace: string,
  claimName: string,
  { objects }: ClusterState,
): PersistentVolume | Refusal | undefined {
  const claim = objects.get<PersistentVolumeClaim>('persistentvolumeclaims', namespace, claimName);
  if (claim === undefined) return unresolvable(`persistentvolumeclaim "${claimName}" not found`);
  const volumeName = claim.spec?.volumeName ?? '';
  if (volumeName === '') {
    const className = claim.spec?.storageClassName ?? '';
    if (className === '') return unresolvable('PersistentVolumeClaim had no pv name and storageClass name');
    const storageClass = objects.get<StorageClass>('storageclasses.storage.k8s.io', '', className);
    if (storageClass?.volumeBindingMode === 'WaitForFirstConsumer') return undefined;
    return unresolvable('PersistentVolume had no name');
  }
  const volume = objects.get<PersistentVolume>('persistentvolumes', '', volumeName);
  return volume ?? unresolvable(`persistentvolume "${volumeName}" not found`);
}

function unresolvable(reason: string): Refusal {
  return { reasons: [reason], unresolvable: true };
}
