/** Opens an object as a manifest in the editor, as somebody would have written it. */
import { stringify } from 'yaml';
import { useFiles } from '../../model/files-store.ts';
import { readObject } from '../../model/read-object.ts';
import { showToast } from '../../ui/toast.tsx';
import { editableManifest } from './editable-manifest.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';

export async function editObject({ key, kind, name, object }: InspectedObject): Promise<void> {
  const full = (await readObject(key)) ?? object;
  const manifest = editableManifest(full.kind === undefined ? { ...full, kind } : full);
  const file = `${name.replaceAll(/[^\w.-]/g, '-')}.yaml`;
  useFiles.getState().addFile(file, stringify(manifest, { lineWidth: 0 }));
  showToast({ text: t('inspector.yamlOpened') });
}
