/** The list of manifests that lie beside the project, where they are at hand at all. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Expectation {
  readonly outcome: string;
  readonly why?: string;
  /** What becomes of each document: `Pod/web` -> `1/1 Running`. */
  readonly documents?: Readonly<Record<string, string>>;
}

export interface ManifestFile {
  readonly path: string;
  readonly documents: readonly { readonly kind?: string }[];
  readonly expect: Expectation;
  /** Where a file names a namespace that a fresh cluster doesn't have. */
  readonly expectIfNamespaceExists?: Expectation;
}

export interface ManifestGroup {
  readonly name: string;
  readonly files: readonly string[];
  readonly expect: Expectation;
}

const folder = fileURLToPath(new URL('../../../../shared/manifests/', import.meta.url));

export const isThere = existsSync(`${folder}index.json`);

export const index = (
  isThere ? JSON.parse(readFileSync(`${folder}index.json`, 'utf8')) : { files: [], groups: [] }
) as { readonly files: readonly ManifestFile[]; readonly groups: readonly ManifestGroup[] };

export function textOf(path: string): string {
  return readFileSync(`${folder}${path}`, 'utf8');
}

/** Namespaces that a file's documents name. */
export function namespacesOf(path: string): string[] {
  const found = textOf(path).matchAll(/^\s+namespace: "?([\w-]+)/gm);
  return [...new Set(Array.from(found, ([, name]) => name!))];
}
