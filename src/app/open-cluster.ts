/** What the page begins with: the cluster that the address carries, or the first view. */
import { isLink } from '../features/share/is-link.ts';
import { hasKeptSession } from '../model/autosave-tab.ts';
import { useFiles } from '../model/files-store.ts';
import { useSelection } from '../model/selection-store.ts';
import { session } from '../model/session.ts';
import { useSettings } from '../model/settings-store.ts';
import { isCancelled } from '../ui/report-failure.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from './messages.en.ts';
import { openDrawnView, openFirstView } from './open-first-view.ts';
import { startsFresh } from './starts-fresh.ts';

export async function openCluster(hash: string): Promise<void> {
  if (startsFresh(hash)) return openDrawnView();
  if (isLink(hash)) {
    try {
      await openLink(hash);
      if (hasKeptSession()) await (await import('./restore-session.ts')).offerKeptSession();
      return;
    } catch (error) {
      if (isCancelled(error)) useFiles.setState({ files: [], open: '' });
      else showToast({ text: t('app.linkBroken', { message: messageOf(error) }), kind: 'problem' });
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
