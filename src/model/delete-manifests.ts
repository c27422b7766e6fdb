import type { Status } from '../engine/index.ts';
import { kindsOf } from '../engine/api/custom-kinds.ts';
import { pathOf } from '../engine/api/paths.ts';
import type { Send } from './apply-manifests.ts';
import { mirror, splitObjectKey } from './mirror.ts';

export interface Deleted {
  readonly deleted: number;
  /** The server's words about the first that it did not delete. */
  readonly refused: string | undefined;
}

/** Deletes objects by key, one after the other. What is gone already is passed over. */
export async function deleteManifests(keys: readonly string[], send: Send): Promise<Deleted> {
  const kinds = kindsOf(mirror);
  let deleted = 0;
  let refused: string | undefined;
  for (const key of keys) {
    const { resource, namespace, name } = splitObjectKey(key);
    const kind = kinds.byId(resource);
    if (kind === undefined) continue;
    const { code, body } = await send({ method: 'DELETE', path: pathOf(kind, namespace, name) });
    if (code < 400) deleted++;
    else if (code !== 404) refused ??= (body as Status).message ?? '';
  }
  return { deleted, refused };
}
