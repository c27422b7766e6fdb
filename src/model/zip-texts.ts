/**
 * Texts to a zip and back. Whoever made a zip is a stranger: what it says of its sizes is checked before anything is
 * unpacked, and while it is unpacked what comes out is counted, since a zip may say less than is in it.
 */
import type { UnzipFile } from 'fflate';
import { maxManifestCharacters } from './manifest-limits.ts';

interface NamedText {
  readonly name: string;
  readonly text: string;
}

export interface UnzippedTexts {
  readonly files: readonly NamedText[];
  /** How many would have fitted by name, but are larger than a manifest may be or too many. */
  readonly leftOut: number;
}

/** It would unpack to more than it may, or to more than it says. */
export class ZipTooLargeError extends Error {}

/** The packed file; it is not even read when it is larger. */
export const maxZipBytes = 20 * 1024 * 1024;
/** All texts of a zip together. */
const maxUnpackedBytes = 8 * 1024 * 1024;
/** So little at once that what it unpacks to (a thousand times as much at worst) does no harm before it is counted. */
const pieceBytes = 4096;

export async function zipTexts(files: readonly NamedText[]): Promise<Uint8Array<ArrayBuffer>> {
  const { strToU8, zipSync } = await import('fflate');
  const entries = files.map(({ name, text }) => [name, strToU8(text)]);
  return new Uint8Array(zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>));
}

/**
 * The files of a zip whose names fit and that are no larger than a manifest may be, at most `atMost` of them.
 * @throws ZipTooLargeError for a bomb, Error for what is no zip
 */
export async function unzipTexts(
  zip: Uint8Array,
  fits: (name: string) => boolean,
  atMost: number,
): Promise<UnzippedTexts> {
  if (zip.length > maxZipBytes) throw new ZipTooLargeError(`more than ${maxZipBytes} bytes`);
  const { unzipSync } = await import('fflate');
  const wanted = new Map<string, number>();
  let leftOut = 0;
  // Reads the list of contents only.
  unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      if (!fits(name)) return false;
      if (originalSize > maxManifestCharacters || wanted.size >= atMost) leftOut++;
      else wanted.set(name, originalSize);
      return false;
    },
  });
  const total = [...wanted.values()].reduce((sum, size) => sum + size, 0);
  if (total > maxUnpackedBytes) throw new ZipTooLargeError(`more than ${maxUnpackedBytes} bytes`);
  return { files: await unpack(zip, wanted), leftOut };
}

async function unpack(zip: Uint8Array, wanted: ReadonlyMap<string, number>): Promise<readonly NamedText[]> {
  const { Unzip, UnzipInflate } = await import('fflate');
  const found: NamedText[] = [];
  const failures: Error[] = [];
  const unzip = new Unzip((file) => {
    const size = wanted.get(file.name);
    if (size !== undefined && !found.some(({ name }) => name === file.name))
      readText(file, size, (text, error) => {
        if (error !== undefined) failures.push(error);
        if (text !== undefined) found.push({ name: file.name, text });
      });
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < zip.length && failures.length === 0; at += pieceBytes)
    unzip.push(zip.subarray(at, at + pieceBytes), at + pieceBytes >= zip.length);
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  if (found.length < wanted.size) throw new Error('the zip ends too early');
  return found;
}

/** Calls once: with the whole text, or with what is wrong with it. */
function readText(
  file: UnzipFile,
  size: number,
  done: (text: string | undefined, error?: Error) => void,
): void {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isOver = false;
  file.ondata = (error, chunk, isLast) => {
    if (isOver) return;
    length += error === null ? chunk.length : 0;
    isOver = error !== null || isLast || length > size;
    if (error !== null) return done(undefined, error);
    if (length > size) {
      file.terminate();
      return done(undefined, new ZipTooLargeError(`${file.name} is larger than the zip says`));
    }
    chunks.push(chunk.slice());
    if (isLast) done(new TextDecoder().decode(joined(chunks, length)));
  };
  file.start();
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
