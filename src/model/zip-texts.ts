/** Texts to a zip and back. What comes out of a zip that somebody gives us has limits, checked before it is unpacked. */
import { maxManifestCharacters } from './manifest-limits.ts';

interface NamedText {
  readonly name: string;
  readonly text: string;
}

export async function zipTexts(files: readonly NamedText[]): Promise<Uint8Array<ArrayBuffer>> {
  const { strToU8, zipSync } = await import('fflate');
  const entries = files.map(({ name, text }) => [name, strToU8(text)]);
  return new Uint8Array(zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>));
}

/** The files of a zip whose names fit and that are no larger than a manifest may be, at most `atMost` of them. */
export async function unzipTexts(
  zip: Uint8Array,
  fits: (name: string) => boolean,
  atMost: number,
): Promise<NamedText[]> {
  const { strFromU8, unzipSync } = await import('fflate');
  let taken = 0;
  const found = unzipSync(zip, {
    filter: ({ name, originalSize }) =>
      fits(name) && originalSize <= maxManifestCharacters && ++taken <= atMost,
  });
  return Object.entries(found).map(([name, bytes]) => ({ name, text: strFromU8(bytes) }));
}
