/** Where the browser of the browser tests comes from: the system's Chromium, or Playwright's own. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium that is installed, or undefined. `PODARIUM_CHROMIUM` names another one. */
export function findChromium() {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const candidates = [
    process.env.PODARIUM_CHROMIUM ?? '',
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    chromium.executablePath(),
  ];
  return candidates.find((path) => path !== '' && existsSync(path));
}

/** Installs Chromium from the system's packages where that is possible. Returns its path, or undefined. */
export function installChromium() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    if (spawnSync('apt-get', args, { stdio: 'inherit', env }).status !== 0) return undefined;
  }
  return findChromium();
}

export const chromiumAdvice = [
  'The browser tests need Chromium, and none was found. One of these helps:',
  '  sudo apt-get install chromium        (Debian, Ubuntu)',
  '  npx playwright install chromium      (downloads a browser of its own)',
  '  PODARIUM_CHROMIUM=/path/to/chromium npm test',
].join('\n');
