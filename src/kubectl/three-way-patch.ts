import type { ResourceKind } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import { threeWayJsonMergePatch, threeWayStrategicMergePatch } from '../engine/api/patch/index.ts';
import type { PatchType } from './server.ts';

/** What apply sends: a strategic merge patch for Kubernetes' own kinds, a merge patch for others, as for CRDs. */
export function threeWayPatch(
  kind: ResourceKind,
  original: AnyObject,
  modified: AnyObject,
  current: AnyObject,
): { readonly type: PatchType; readonly patch: Readonly<Record<string, unknown>> } {
  const three = { original, modified, current };
  if (kind.group === 'podarium.dev') return { type: 'merge', patch: threeWayJsonMergePatch(three) };
  return { type: 'strategic', patch: threeWayStrategicMergePatch(three, kind.kind) };
}
