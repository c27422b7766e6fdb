import { firstViewFile, firstViewManifest } from '../lessons/first-view.ts';
import { useFiles } from '../model/files-store.ts';
import { session } from '../model/session.ts';
import type { StartOptions } from '../model/session.ts';
import { picture, start } from './first-picture.ts';

/** A new cluster with a small web app in it, or with what `options` say. */
export async function openFirstView(options: Partial<StartOptions> = {}): Promise<void> {
  openFirstFile(options);
  await session.start({ ...start, seed: newSeed(), ...options });
}

/** The same for everybody who comes: it is drawn already. */
export async function openDrawnView(): Promise<void> {
  openFirstFile({});
  await session.start({ ...start, picture });
}

function openFirstFile(options: Partial<StartOptions>): void {
  const { files, addFile, markApplied } = useFiles.getState();
  if (files.length > 0 || options.objects !== undefined) return;
  addFile(firstViewFile, firstViewManifest);
  markApplied(firstViewFile);
}

/** Chance belongs to the page: the cluster only knows the seed that it was given. */
function newSeed(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join('-');
}
