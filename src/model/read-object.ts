/** Reads an object from the API server at the moment shown: what the mirror leaves out (its kind, who manages its fields) is there. */
import type { KubeObject } from '../bridge/protocol.ts';
import { kindsOf } from '../engine/api/custom-kinds.ts';
import { pathOf } from '../engine/api/paths.ts';
import { mirror, splitObjectKey } from './mirror.ts';
import { session } from './session.ts';

/** Undefined when it is not there, or when the person may not read it. */
export async function readObject(key: string): Promise<KubeObject | undefined> {
  const { resource, namespace, name } = splitObjectKey(key);
  const kind = kindsOf(mirror).byId(resource);
  if (kind === undefined) return undefined;
  const { code, body } = await session.request({ method: 'GET', path: pathOf(kind, namespace, name) });
  return code < 300 ? (body as KubeObject) : undefined;
}
