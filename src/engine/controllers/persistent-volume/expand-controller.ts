/** Hands claims that ask for more to their drivers. `pkg/controller/volume/expand/expand_controller.go` */
import type { PersistentVolumeClaim } from '../../api/generated/types.ts';
import { keyOf, splitKey } from '../../api/object.ts';
import type { Controller } from '../../api/part.ts';
import { compareQuantities, parseQuantity } from '../../api/quantity.ts';
import { claimsResource } from '../../api/storage/claims.ts';
import { wantedSize } from '../../api/storage/volume-match.ts';
import type { Change } from '../../api/store.ts';
import { normalEvent } from './storage-events.ts';

export const expandController: Controller = {
  name: 'volume_expand',
  watches: [{ resource: claimsResource, keys: ({ previous, next }: Change) => growing(previous, next) }],
  reconcile(key, view) {
    const { namespace, name } = splitKey(key);
    const claim = view.get<PersistentVolumeClaim>(claimsResource, namespace, name);
    if (claim?.status?.phase !== 'Bound') return { writes: [] };
    const actual = parseQuantity(claim.status.capacity?.['storage'] ?? '0');
    if (compareQuantities(wantedSize(claim), actual) <= 0) return { writes: [] };
    const message = 'waiting for an external controller to expand this PVC';
    return { writes: [normalEvent(claim, 'ExternalExpanding', message)] };
  },
};

function growing(
  previous: PersistentVolumeClaim | undefined,
  next: PersistentVolumeClaim | undefined,
): string[] {
  if (previous === undefined || next === undefined) return [];
  return compareQuantities(wantedSize(next), wantedSize(previous)) > 0 ? [keyOf(next)] : [];
}
