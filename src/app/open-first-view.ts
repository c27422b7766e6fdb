import { firstViewFile, firstViewManifest, firstViewObjects } from '../lessons/first-view.ts';
import { useFiles } from '../model/files-store.ts';
import { session } from '../model/session.ts';
import type { StartOptions } from '../model/session.ts';

/** The nodes have joined and the first pods are on their way: something happens at the first glance. */
const firstViewStartMs = 3000;

/** A new cluster with a small web app in it, or with what `options` say. */
export async function openFirstView(options: Partial<StartOptions> = {}): Promise<void> {
  const { addFile, markApplied } = useFiles.getState();
  if (useFiles.getState().files.length === 0 && options.objects === undefined) {
    addFile(firstViewFile, firstViewManifest);
    markApplied(firstViewFile);
  }
  await session.start({
    seed: newSeed(),
    objects: firstViewObjects,
    startAtMs: firstViewStartMs,
    ...options,
  });
}

/** Chance belongs to the page: the cluster only knows the seed that it was given. */
function newSeed(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join('-');
}
