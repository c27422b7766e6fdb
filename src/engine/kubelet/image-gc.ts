/** Images that nobody uses make room. `pkg/kubelet/images/image_gc_manager.go` */
import type { StoredImage } from '../api/node-runtime.ts';
import { tellNode } from './node-agent.ts';
import type { Observation } from './eviction-thresholds.ts';
import type { NodeRecord, SeenImage } from './records.ts';
import type { Work } from './work.ts';

/** Percent of the disk: above the first room is made, down to the second. */
const highPercent = 85;
const lowPercent = 80;
const periodMs = 300_000;
/** An image that was first seen less than this ago stays. */
const minAgeMs = 120_000;

/** Whether this look is one of those, every five minutes, that are about images too. */
export function isImageGcDue({ bootMs }: NodeRecord, nowMs: number, lookEveryMs: number): boolean {
  return nowMs - bootMs >= periodMs && (nowMs - bootMs) % periodMs < lookEveryMs;
}

export function collectImages(work: Work, node: NodeRecord, { available, capacity }: Observation): void {
  const usedPercent = 100 - Math.floor((available * 100) / capacity);
  const wanted = Math.floor((capacity * (100 - lowPercent)) / 100) - available;
  // Without need the images are only looked at, so that it is known when each was used last.
  const freed = removeUnusedImages(work, node, usedPercent < highPercent ? 0 : wanted);
  const hasFailedBefore = node.imageGcFailed === true;
  delete node.imageGcFailed;
  if (usedPercent < highPercent || freed >= wanted) return;
  const message =
    `Insufficient free disk space on the node's image filesystem (${usedPercent}% of ${gibibytes(capacity)} used). ` +
    `Failed to free sufficient space by deleting unused images (freed ${freed} bytes). ` +
    'Investigate disk usage, as it could be used by active images, logs, volumes, or other data.';
  node.imageGcFailed = true;
  tellNode(work, node, 'FreeDiskSpaceFailed', message, 'Warning');
  if (hasFailedBefore) tellNode(work, node, 'ImageGCFailed', message, 'Warning');
}

function gibibytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}

/** Those that were used longest ago, until so many bytes are free; gives how many it were. */
export function removeUnusedImages(work: Work, node: NodeRecord, bytes: number): number {
  const { nowMs } = work.context.view;
  const stored = work.runtime.storedImages(node.name);
  const seen = lookAtImages(node, stored, nowMs);
  const unused = stored
    .filter(({ isUsed }) => !isUsed)
    .toSorted((left, right) => comparing(seen[left.reference]!, seen[right.reference]!));
  let freed = 0;
  for (const image of unused) {
    if (freed >= bytes) break;
    if (nowMs - seen[image.reference]!.sinceMs < minAgeMs) continue;
    work.runtime.removeImage(node.name, image.reference);
    delete seen[image.reference];
    node.hasImageNews = true;
    freed += image.bytes;
  }
  return freed;
}

function comparing(left: SeenImage, right: SeenImage): number {
  return left.usedMs - right.usedMs || left.sinceMs - right.sinceMs;
}

/** What is there now, and is remembered of what was there at the look before. */
function lookAtImages(
  node: NodeRecord,
  stored: readonly StoredImage[],
  nowMs: number,
): Record<string, SeenImage> {
  const before = node.images ?? {};
  const seen: Record<string, SeenImage> = {};
  for (const { reference, isUsed } of stored) {
    const { sinceMs = nowMs, usedMs = 0 } = before[reference] ?? {};
    seen[reference] = { sinceMs, usedMs: isUsed ? nowMs : usedMs };
  }
  node.images = seen;
  return seen;
}
