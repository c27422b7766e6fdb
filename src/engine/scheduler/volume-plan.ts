/** Which volumes a pod's claims would get on a node. `pkg/scheduler/framework/plugins/volumebinding/binder.go` */
import type {
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  StorageClass,
} from '../api/generated/types.ts';
import { nameOf, namespaceOf } from '../api/object.ts';
import type { View, Write } from '../api/part.ts';
import { compareQuantities } from '../api/quantity.ts';
import { labelsMatchTopologyTerms } from '../api/scheduling/node-affinity.ts';
import {
  claimNamesOf,
  claimsResource,
  classesResource,
  delaysBinding,
  isFullyBound,
  reservationPatch,
  selectedNode,
  storageClassOf,
  volumesResource,
} from '../api/storage/claims.ts';
import { findMatchingVolume, wantedSize } from '../api/storage/volume-match.ts';

type Objects = Pick<View, 'get' | 'list'>;

export interface PodClaims {
  readonly bound: readonly PersistentVolumeClaim[];
  /** Get their volume once the pod has a node. */
  readonly delayed: readonly PersistentVolumeClaim[];
  /** Have to be bound by the volume controller first. */
  readonly waiting: readonly PersistentVolumeClaim[];
}

/** The claims of a pod that are there. `binder.go` GetPodVolumeClaims */
export function claimsOf(pod: Pod, objects: Objects): PodClaims {
  const bound: PersistentVolumeClaim[] = [];
  const delayed: PersistentVolumeClaim[] = [];
  const waiting: PersistentVolumeClaim[] = [];
  for (const name of claimNamesOf(pod)) {
    const claim = objects.get<PersistentVolumeClaim>(claimsResource, namespaceOf(pod), name);
    if (claim === undefined) continue;
    if (isFullyBound(claim)) bound.push(claim);
    else if ((claim.spec?.volumeName ?? '') === '' && delaysBinding(claim, objects)) delayed.push(claim);
    else waiting.push(claim);
  }
  return { bound, delayed, waiting };
}

/** What binding the claims on a node takes. */
export interface VolumePlan {
  readonly matches: ReadonlyArray<{
    readonly claim: PersistentVolumeClaim;
    readonly volume: PersistentVolume;
  }>;
  readonly provisions: readonly PersistentVolumeClaim[];
}

/** Undefined when a claim would get no volume on this node. `binder.go` FindPodVolumes */
export function planForNode(
  claims: readonly PersistentVolumeClaim[],
  node: Node,
  objects: Objects,
): VolumePlan | undefined {
  const matches: { claim: PersistentVolumeClaim; volume: PersistentVolume }[] = [];
  const provisions: PersistentVolumeClaim[] = [];
  const excluded = new Set<string>();
  const bySize = claims.toSorted((one, other) => compareQuantities(wantedSize(one), wantedSize(other)));
  for (const claim of bySize) {
    const chosen = claim.metadata?.annotations?.[selectedNode];
    if (chosen !== undefined) {
      if (chosen !== nameOf(node)) return undefined;
      provisions.push(claim);
      continue;
    }
    const volumes = objects.list<PersistentVolume>(volumesResource);
    const volume = findMatchingVolume({ claim, node, excluded, delaysBinding: true }, volumes);
    if (volume !== undefined) {
      excluded.add(nameOf(volume));
      matches.push({ claim, volume });
    } else if (canProvision(claim, node, objects)) provisions.push(claim);
    else return undefined;
  }
  return { matches, provisions };
}

/** Whether the class has a provisioner that makes volumes for this node. */
function canProvision(claim: PersistentVolumeClaim, node: Node, objects: Objects): boolean {
  const storageClass = objects.get<StorageClass>(classesResource, '', storageClassOf(claim));
  const provisioner = storageClass?.provisioner ?? '';
  if (provisioner === '' || provisioner === 'kubernetes.io/no-provisioner') return false;
  return labelsMatchTopologyTerms(node.metadata?.labels ?? {}, storageClass?.allowedTopologies ?? []);
}

/** Reserves volumes and tells provisioners the node. `binder.go` bindAPIUpdate */
export function planWrites({ matches, provisions }: VolumePlan, nodeName: string): Write[] {
  return [
    ...matches.map(({ claim, volume }) => reservation(claim, volume)),
    ...provisions
      .filter((claim) => claim.metadata?.annotations?.[selectedNode] !== nodeName)
      .map((claim) => selection(claim, nodeName)),
  ];
}

function reservation(claim: PersistentVolumeClaim, volume: PersistentVolume): Write {
  const patch = reservationPatch(volume, claim);
  return { verb: 'patch', resource: volumesResource, namespace: '', name: nameOf(volume), patch };
}

function selection(claim: PersistentVolumeClaim, nodeName: string): Write {
  return {
    verb: 'patch',
    resource: claimsResource,
    namespace: namespaceOf(claim),
    name: nameOf(claim),
    patch: { metadata: { annotations: { [selectedNode]: nodeName } } },
  };
}
