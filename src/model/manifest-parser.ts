import type { ParsedManifests } from './manifests.ts';

export type ManifestParser = (text: string) => ParsedManifests;

/** The parser is large and most visits never need it. The embedded figure has a stand-in: `light/manifest-parser.ts`. */
export async function loadManifestParser(): Promise<ManifestParser> {
  const { parseManifests } = await import('./manifests.ts');
  return parseManifests;
}
