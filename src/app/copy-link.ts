import { useFiles } from '../model/files-store.ts';
import { useSelection } from '../model/selection-store.ts';
import { session } from '../model/session.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from './messages.en.ts';

/** The address of this page with the whole run in it: manifests, commands, seed and moment. */
export async function linkToHere(): Promise<string> {
  const { writeLink } = await import('../features/share/link.ts');
  const run = await session.exportRun();
  const files = useFiles.getState().files.map(({ name, text }) => ({ name, text }));
  const { selected } = useSelection.getState();
  const link = await writeLink({ run, files, selected });
  return `${location.origin}${location.pathname}#${link}`;
}

/** Puts the link into the address bar too, so that it can be had where the clipboard is forbidden. */
export async function copyLink(): Promise<void> {
  try {
    const link = await linkToHere();
    history.replaceState(null, '', link);
    await navigator.clipboard.writeText(link);
    showToast({ text: t('app.shareCopied') });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    showToast({ text: t('app.shareFailed', { message }), kind: 'problem' });
  }
}
