/** The cluster's worker as the page gets it: built, in a folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { lateCode } from '../../scripts/late-code.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the first picture takes, and the rest. */
export const workerFiles = ['cluster.worker.mjs', 'late-code-list.mjs'] as const;

/** @param named whether a late function that is called too early tells its name */
export async function buildWorker(folder: string, named = false): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [lateCode(named)],
    build: {
      target: 'es2023',
      outDir: folder,
      rolldownOptions: {
        input: join(root, 'src/bridge/cluster.worker.ts'),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
}

/** Kilobytes of 1000 bytes, packed as a server packs them at its best. */
export function packedKilobytes(folder: string, files: readonly string[]): number {
  const bytes = files.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}
