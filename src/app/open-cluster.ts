/** What the page begins with: the cluster that the address carries, or the first view. */
import { isLink } from '../features/share/is-link.ts';
import { firstViewFile, firstViewManifest, firstViewObjects } from '../lessons/first-view.ts';
import { hasKeptSession } from '../model/autosave-tab.ts';
import { useFiles } from '../model/files-store.ts';
import { useSelection } from '../model/selection-store.ts';
import { session } from '../model/session.ts';
import type { StartOptions } from '../model/session.ts';
import { useSettings } from '../model/settings-store.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from './messages.en.ts';

/** The nodes have joined and the first pods are on their way: something happens at the first glance. */
const firstViewStartMs = 3000;

export async function openCluster(hash: string): Promise<void> {
  if (isLink(hash)) {
    try {
      await openLink(hash);
      if (hasKeptSession()) await (await import('./restore-session.ts')).offerKeptSession();
      return;
    } catch (error) {
      showToast({ text: t('app.linkBroken', { message: messageOf(error) }), kind: 'problem' });
    }
  } else if (hasKeptSession() && useSettings.getState().autosave) {
    if (await (await import('./restore-session.ts')).restoreSession()) return;
  }
  await openFirstView();
}

async function openLink(hash: string): Promise<void> {
  const { readLink } = await import('../features/share/link.ts');
  const { run, files, selected } = await readLink(hash);
  for (const file of files) useFiles.getState().addFile(file.name, file.text);
  await session.load(run);
  useSelection.getState().select(selected);
}

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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
