/** Says whether dist/ is older than what it is built from, and builds it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = join(root, 'dist');

const sources = [
  'src',
  'public',
  'index.html',
  'embed.html',
  'gallery.html',
  'vite.config.ts',
  'package-lock.json',
];

/** Builds dist/ when it is missing or out of date. Returns true when dist/ is there to be served. */
export function buildIfNeeded() {
  const built = join(dist, 'index.html');
  if (existsSync(built) && statSync(built).mtimeMs > newestSourceMs()) return true;
  return spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' }).status === 0;
}

function newestSourceMs() {
  return Math.max(
    ...sources
      .map((name) => join(root, name))
      .filter((path) => existsSync(path))
      .map(newestMs),
  );
}

function newestMs(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path).map((name) => newestMs(join(path, name)));
  return Math.max(stats.mtimeMs, ...inside);
}
