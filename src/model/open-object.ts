/** Objects of the cluster in the editor: the file that their manifest stands in, else a new one with the live manifest. */
import { stringify } from 'yaml';
import { useFiles } from './files-store.ts';
import { cleaned } from './live-manifests.ts';
import { splitObjectKey } from './mirror.ts';
import { readObject } from './read-object.ts';

/** Opens it and asks for the editor; false when there is no such object. */
export async function openInEditor(key: string): Promise<boolean> {
  if (await useFiles.getState().showObject(key)) return true;
  const object = await readObject(key);
  if (object === undefined) return false;
  const { resource, name } = splitObjectKey(key);
  const file = `${object.kind?.toLowerCase() ?? resource}-${name.replaceAll(/[^\w.-]/g, '-')}.yaml`;
  openAsFile(file, stringify(cleaned(object), { lineWidth: 0 }));
  return true;
}

/** Adds a file and brings it before a person's eyes, wherever the editor is. */
export function openAsFile(name: string, text: string): void {
  useFiles.getState().addFile(name, text);
  useFiles.setState(({ open }) => ({ shown: { name: open, line: 1 } }));
}
