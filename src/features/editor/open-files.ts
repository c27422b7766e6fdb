/** Files from the person's own machine: dropped ones, whole folders of them, and chosen ones. */
import { useFiles } from '../../model/files-store.ts';
import type { ManifestFile } from '../../model/files-store.ts';
import { maxManifestCharacters } from '../../model/manifest-limits.ts';
import { showToast } from '../../ui/toast.tsx';
import { t } from './messages.en.ts';

const manifestName = /\.(?:ya?ml|json)$/i;
/** More than this is no folder of manifests. */
const mostFiles = 100;

/** Opens what was dropped. Of folders only manifests are taken; a file dropped by itself is always tried. */
export async function openDropped(transfer: DataTransfer): Promise<void> {
  // The list is emptied when the event is over: entries are taken out before anything is waited for.
  const loose = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const folders = entries.filter((entry) => entry?.isDirectory === true) as FileSystemDirectoryEntry[];
  const folderNames = new Set(folders.map((folder) => folder.name));
  const found: File[] = loose.filter((file) => !folderNames.has(file.name));
  for (const folder of folders) await collect(folder, found);
  if (found.length === 0) showToast({ text: t('editor.noManifests'), kind: 'problem' });
  for (const file of found) await openOne(file);
}

/** Lets the person choose files. */
export function chooseFiles(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = '.yaml,.yml,.json,.zip';
  input.addEventListener('change', () => void openAll([...(input.files ?? [])]));
  input.click();
}

async function openAll(files: readonly File[]): Promise<void> {
  for (const file of files) await openOne(file);
}

async function collect(folder: FileSystemDirectoryEntry, found: File[]): Promise<void> {
  const reader = folder.createReader();
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (found.length >= mostFiles) return;
      if (entry.isDirectory) await collect(entry as FileSystemDirectoryEntry, found);
      else if (manifestName.test(entry.name)) found.push(await fileOf(entry as FileSystemFileEntry));
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((done, failed) => entry.file(done, failed));
}

/** Files beyond the limit or that are no text are refused before they are read into the editor. */
async function openOne(file: File): Promise<void> {
  if (/\.zip$/i.test(file.name)) return openZip(file);
  if (file.size > maxManifestCharacters) {
    showToast({ text: t('editor.tooLarge', { name: file.name }), kind: 'problem' });
    return;
  }
  const text = await file.text();
  if (text.includes('\u0000') || text.includes('\uFFFD')) {
    showToast({ text: t('editor.notText', { name: file.name }), kind: 'problem' });
    return;
  }
  useFiles.getState().addFile(file.name, text);
}

/** The manifests of a zip; folders become part of a file's name. */
async function openZip(file: File): Promise<void> {
  const { maxZipBytes, unzipTexts, ZipTooLargeError } = await import('../../model/zip-texts.ts');
  const { name } = file;
  try {
    if (file.size > maxZipBytes) throw new ZipTooLargeError(name);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isManifest = (path: string): boolean => manifestName.test(path) && !/(?:^|\/)[._]/.test(path);
    const { files, leftOut } = await unzipTexts(bytes, isManifest, mostFiles);
    if (files.length + leftOut === 0) showToast({ text: t('editor.noManifests'), kind: 'problem' });
    if (leftOut > 0) showToast({ text: t('editor.zipLeftOut', { n: leftOut, name }), kind: 'problem' });
    for (const one of files) useFiles.getState().addFile(one.name, one.text);
  } catch (error) {
    const isTooLarge = error instanceof ZipTooLargeError;
    showToast({ text: t(isTooLarge ? 'editor.zipTooLarge' : 'editor.badZip', { name }), kind: 'problem' });
  }
}

export async function downloadAll(files: readonly ManifestFile[]): Promise<void> {
  const { zipTexts } = await import('../../model/zip-texts.ts');
  save('manifests.zip', await zipTexts(files), 'application/zip');
}

/** Hands a file to the browser's downloads. */
export function downloadFile(name: string, text: string): void {
  save(name, text, 'application/yaml');
}

function save(name: string, content: BlobPart, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
