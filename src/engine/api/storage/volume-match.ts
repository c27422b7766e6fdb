/** Which volume a claim gets. `component-helpers/storage/volume/pv_helpers.go` FindMatchingVolume */
import type { Node, PersistentVolume, PersistentVolumeClaim } from '../generated/types.ts';
import { labelSelectorMatches } from '../label-selector.ts';
import { nameOf } from '../object.ts';
import { compareQuantities, parseQuantity, type Quantity } from '../quantity.ts';
import { nodeMatchesNodeSelectorTerms } from '../scheduling/node-affinity.ts';
import { isReservedFor, storageClassOf } from './claims.ts';

/** Whether the volume offers all access modes that are asked for. */
export function offersAccessModes(wanted: readonly string[] = [], offered: readonly string[] = []): boolean {
  return wanted.every((mode) => offered.includes(mode));
}

/** Whether claim and volume are of different modes; an absent mode is Filesystem. */
export function differsInMode(claimMode = 'Filesystem', volumeMode = 'Filesystem'): boolean {
  return claimMode !== volumeMode;
}

export function isReachable({ spec }: PersistentVolume, node: Node): boolean {
  const required = spec?.nodeAffinity?.required;
  return required === undefined || nodeMatchesNodeSelectorTerms(node, required.nodeSelectorTerms ?? []);
}

export interface MatchRequest {
  readonly claim: PersistentVolumeClaim;
  /** The scheduler asks for one node, the controller for none. */
  readonly node?: Node;
  /** Names of volumes that are promised to other claims. */
  readonly excluded?: ReadonlySet<string>;
  /** The claim's class waits for its first pod. */
  readonly delaysBinding: boolean;
}

/** The volume that is reserved for the claim, else the smallest that is large enough and fits. */
export function findMatchingVolume(
  request: MatchRequest,
  volumes: readonly PersistentVolume[],
): PersistentVolume | undefined {
  const { claim, node } = request;
  let smallest: { volume: PersistentVolume; size: Quantity } | undefined;
  for (const volume of volumes) {
    const size = sizeOf(volume);
    if (!isCandidate(volume, size, request)) continue;
    if (isReservedFor(volume, claim))
      return node === undefined || isReachable(volume, node) ? volume : undefined;
    if (!isFree(volume, request)) continue;
    if (smallest === undefined || compareQuantities(smallest.size, size) > 0) smallest = { volume, size };
  }
  return smallest?.volume;
}

function isCandidate(volume: PersistentVolume, size: Quantity, { claim, excluded }: MatchRequest): boolean {
  if (excluded?.has(nameOf(volume)) === true) return false;
  if (volume.spec?.claimRef !== undefined && !isReservedFor(volume, claim)) return false;
  if (compareQuantities(size, wantedSize(claim)) < 0) return false;
  return (
    !differsInMode(claim.spec?.volumeMode, volume.spec?.volumeMode) &&
    volume.metadata?.deletionTimestamp === undefined
  );
}

/** For claims that no volume is reserved for. */
function isFree(volume: PersistentVolume, { claim, node, delaysBinding }: MatchRequest): boolean {
  if (node === undefined && delaysBinding) return false;
  if (volume.status?.phase !== 'Available') return false;
  const selector = claim.spec?.selector;
  if (selector !== undefined && !labelSelectorMatches(selector, volume.metadata?.labels)) return false;
  if (storageClassOf(volume) !== storageClassOf(claim)) return false;
  if (node === undefined) return true;
  return isReachable(volume, node) && offersAccessModes(claim.spec?.accessModes, volume.spec?.accessModes);
}

/**
 * The volume for a claim, among those with the fewest access modes first.
 * `pkg/controller/volume/persistentvolume/index.go` findByClaim
 */
export function findBestMatch(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  delaysBinding: boolean,
): PersistentVolume | undefined {
  const groups = new Map<string, PersistentVolume[]>();
  for (const volume of volumes) {
    const modes = volume.spec?.accessModes ?? [];
    if (!offersAccessModes(claim.spec?.accessModes, modes)) continue;
    const key = [...new Set(modes)].toSorted().join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [volume]);
    else group.push(volume);
  }
  const inOrder = [...groups].toSorted(([one], [other]) => modeCount(one) - modeCount(other));
  for (const [, group] of inOrder) {
    const found = findMatchingVolume({ claim, delaysBinding }, group);
    if (found !== undefined) return found;
  }
  return undefined;
}

function modeCount(modes: string): number {
  return modes.split(',').length;
}

export function sizeOf({ spec }: PersistentVolume): Quantity {
  return parseQuantity(spec?.capacity?.['storage'] ?? '0');
}

export function wantedSize({ spec }: PersistentVolumeClaim): Quantity {
  return parseQuantity(spec?.resources?.requests?.['storage'] ?? '0');
}
