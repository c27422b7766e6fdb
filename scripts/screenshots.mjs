/**
 * `npm run screenshots [-- SCENE...]`: the pictures in docs/, taken from the production build in the system's
 * Chromium, in light and dark. `--all` takes every scene at every size and `--out DIR` puts them elsewhere, for the
 * eye; `--at URL` takes a page that is already served; `--size NAME` only one size.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { root } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { scenes } from './scenes.mjs';
import { shrinkPng } from './small-png.mjs';
import { tellStory } from './story.mjs';

const sizes = {
  desktop: { width: 1440, height: 900 },
  wide: { width: 2560, height: 1440 },
  phone: { width: 390, height: 844 },
};
const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    at: { type: 'string' },
    out: { type: 'string', default: 'docs' },
    size: { type: 'string' },
  },
});
const out = resolve(root, options.out);

mkdirSync(out, { recursive: true });
const { address, stop } = options.at === undefined ? await serve(4175) : { address: options.at, stop() {} };
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
});
try {
  for (const scene of scenes.filter(({ name }) => names.length === 0 || names.includes(name)))
    for (const size of sizesOf(scene)) await take(scene, size);
} finally {
  await browser.close();
  stop();
}

function sizesOf({ docs = [], on = docs }) {
  const wanted = options.all || names.length > 0 ? on : docs;
  return wanted.filter((size) => options.size === undefined || size === options.size);
}

async function serve(port) {
  const server = spawn(process.execPath, ['scripts/start.mjs', '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((done, failed) => {
    server.stdout.on('data', (text) => String(text).includes('Podarium is at') && done());
    server.on('exit', (code) => failed(new Error(`the page is not served: exit ${code}`)));
  });
  return { address: `http://localhost:${port}/`, stop: () => server.kill() };
}

/** One page for both themes: it follows the system's, as a person's page does. */
async function take({ name, address: path = '', start, prepare }, size) {
  const isPhone = size === 'phone';
  const page = await browser.newPage({
    viewport: sizes[size],
    colorScheme: 'light',
    reducedMotion: 'reduce',
    hasTouch: isPhone,
  });
  try {
    await page.goto(address + path);
    await page.waitForFunction(() => window.podarium !== undefined);
    await (start ?? tellStory)(page, isPhone, tellStory);
    await prepare?.(page, isPhone);
    for (const theme of ['light', 'dark'])
      await picture(page, {
        colorScheme: theme,
        hasHints: name === 'first' || name === 'hints',
        file: `${size === 'desktop' ? name : `${name}-${size}`}-${theme}.png`,
      });
  } catch (error) {
    console.error(`${name} at ${size}: ${error.message}`);
    await page.screenshot({ path: resolve(out, `${name}-${size}-failed.png`) });
    process.exitCode = 1;
  } finally {
    await page.close();
  }
}

/** Messages and hints tell of what was done, not of what is shown. */
async function putAside(page, close) {
  await page.evaluate((selector) => {
    for (const button of document.querySelectorAll(selector)) button.click();
  }, close);
}

async function picture(page, { colorScheme, hasHints, file }) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.waitForFunction(() => document.fonts.status === 'loaded');
  // A breath for the last news to come and the last picture to be painted; nothing moves any more.
  await page.waitForTimeout(800);
  await putAside(page, '.toast > :last-child');
  if (!hasHints) await putAside(page, '.hints > :last-child');
  await page.waitForTimeout(200);
  const small = await shrinkPng(page, await page.screenshot());
  writeFileSync(resolve(out, file), small);
  console.log(`${file} ${Math.round(small.length / 1024)} KB`);
}
