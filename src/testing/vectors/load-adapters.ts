import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Adapter, Adapters } from './adapter.ts';

export interface LoadedAdapters {
  readonly bySuite: ReadonlyMap<string, Adapter>;
  /** Adapter files that can't be loaded, with the reason: their suites count as missing. */
  readonly broken: readonly string[];
}

/**
 * Loads all files of `adapters/`. They are found on disk, so that an area adds its file and nothing else.
 * @throws Error when two files have an adapter for the same suite.
 */
export async function loadAdapters(): Promise<LoadedAdapters> {
  const folder = new URL('adapters/', import.meta.url);
  const bySuite = new Map<string, Adapter>();
  const broken: string[] = [];
  for (const file of readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.ts'))) {
    try {
      const module = (await import(new URL(file, folder).href)) as { adapters: Adapters };
      addAll(bySuite, module.adapters, file);
    } catch (error) {
      broken.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { bySuite, broken };
}

function addAll(bySuite: Map<string, Adapter>, adapters: Adapters, file: string): void {
  for (const [suite, adapter] of Object.entries(adapters)) {
    if (bySuite.has(suite)) throw new Error(`${file} has a second adapter for ${suite}`);
    bySuite.set(suite, adapter);
  }
}
