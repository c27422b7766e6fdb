/** Images that nobody uses make room. `pkg/kubelet/images/image_gc_manager.go` */
import { tellNode } from './node-agent.ts';
import type { Observation } from './eviction-thresholds.ts';
import type { NodeRecord } from './records.ts';
import type { Work } from './work.ts';

/** Percent of the disk: above the first room is made, down to the second. */
const highPercent = 85;
const lowPercent = 80;
const periodMs = 300_000;

/** Whether this look is one of those, every five minutes, that are about images too. */
export function isImageGcDue({ bootMs }: NodeRecord, nowMs: number, lookEveryMs: number): boolean {
  return nowMs - bootMs >= periodMs && (nowMs - bootMs) % periodMs < lookEveryMs;
}

export function collectImages(work: Work, node: NodeRecord, { available, capacity }: Observation): void {
  const usedPercent = 100 - Math.floor((available * 100) / capacity);
  if (usedPercent < highPercent) return;
  const wanted = Math.floor((capacity * (100 - lowPercent)) / 100) - available;
  const freed = removeUnusedImages(work, node, wanted);
  if (freed >= wanted) return;
  const message =
    'Failed to garbage collect required amount of images. ' +
    `Attempted to free ${wanted} bytes, but only found ${freed} bytes eligible to free.`;
  tellNode(work, node, 'FreeDiskSpaceFailed', message, 'Warning');
}

/** The oldest first, until so many bytes are free; gives how many it were. */
export function removeUnusedImages({ runtime }: Work, { name }: NodeRecord, bytes: number): number {
  let freed = 0;
  for (const image of runtime.storedImages(name)) {
    if (freed >= bytes) break;
    if (image.isUsed) continue;
    runtime.removeImage(name, image.reference);
    freed += image.bytes;
  }
  return freed;
}
