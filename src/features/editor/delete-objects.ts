/** `kubectl delete -f` for the open file, with a way back. */
import { addAction } from '../../model/actions-store.ts';
import { useFiles } from '../../model/files-store.ts';
import { mirror } from '../../model/mirror.ts';
import { session } from '../../model/session.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import { showToast } from '../../ui/toast.tsx';
import { t } from './messages.en.ts';

/** Keys of the objects of a file that the cluster has, in the order of the text. */
export async function keysOfFile(name: string): Promise<readonly string[]> {
  const [{ parseManifests }, { keyOfManifest }] = await Promise.all([
    import('../../model/manifests.ts'),
    import('../../model/manifest-places.ts'),
  ]);
  const text = useFiles.getState().files.find((file) => file.name === name)?.text ?? '';
  const keys = parseManifests(text).documents.map(({ object }) => keyOfManifest(object));
  return [...new Set(keys)].filter((key) => key !== undefined && mirror.get(key) !== undefined) as string[];
}

/** Deletes them as one act: it is undone together. */
export async function deleteKeys(name: string, keys: readonly string[]): Promise<void> {
  const { deleteManifests } = await import('../../model/delete-manifests.ts');
  const { deleted, refused } = await deleteManifests(keys, session.act(`delete ${name}`));
  addAction(`kubectl delete -f ${name}`);
  if (refused !== undefined) showToast({ text: refused, kind: 'problem' });
  if (deleted === 0) return;
  const undo = (): void => reportFailure(session.undo(t('editor.beforeDelete', { name })));
  showToast({ text: t('editor.deleted', { n: deleted }), action: { text: t('editor.undo'), run: undo } });
}
