/**
 * The production page under measurement, in the system's Chromium, headless: how soon it lives, what a frame costs
 * with a thousand pods, what it keeps, and what it asks of the network. Times are wall clock unless CPU is said.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { findChromium } from '../../../scripts/chromium.mjs';
import { measureBytes } from './browser-bytes.ts';
import { measureHeap } from './browser-heap.ts';
import { mainThreadSeconds, measurePan, measureViews, measureZoom, showAll } from './browser-move.ts';
import type { Run } from '../../bridge/protocol.ts';

export type BrowserScenario = 'start' | 'bytes' | 'scale' | 'scrub' | 'large' | 'idle';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const viewport = { width: 1440, height: 900 };

interface Place {
  readonly browser: Browser;
  readonly address: string;
}

/** Medians of what a scenario measured, by name. Builds and serves the page, and closes all again. */
export async function measureBrowser(
  scenario: BrowserScenario,
  runs: number,
): Promise<Record<string, number>> {
  const server = spawn(process.execPath, ['scripts/start.mjs', '--port', '0'], { cwd: root });
  try {
    const address = await addressOf(server);
    const executablePath = findChromium();
    const browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--js-flags=--expose-gc'],
    });
    const results: Record<string, number>[] = [];
    for (let run = 0; run < runs; run++) results.push(await scenarios[scenario]({ browser, address }));
    await browser.close();
    return medians(results);
  } finally {
    server.kill();
  }
}

const scenarios: Record<BrowserScenario, (place: Place) => Promise<Record<string, number>>> = {
  start: measureStart,
  bytes: (place) => measureBytes(place.address, () => freshPage(place)),
  scale: measureScale,
  scrub: measureScrub,
  large: measureLarge,
  idle: measureIdle,
};

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (data: Buffer) => {
      said += String(data);
      const found = /http:\/\/localhost:\d+\//.exec(said);
      if (found !== null) resolve(found[0]);
    });
    server.on('exit', () => reject(new Error(`the page could not be served:\n${said}`)));
  });
}

function medians(results: readonly Record<string, number>[]): Record<string, number> {
  const names = Object.keys(results[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [
      name,
      quantile(
        results.map((result) => result[name]!),
        0.5,
      ),
    ]),
  );
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A browser that has never seen the page. */
async function freshPage({ browser }: Place): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport });
  // tsx names functions with a helper of its own, which the page does not have.
  await context.addInitScript('globalThis.__name ??= (target) => target;');
  return { page: await context.newPage(), context };
}

async function openLiving(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => window.podarium !== undefined);
  await page.evaluate(() => window.podarium.ready);
  await page.locator('[role="treegrid"] [data-pod]').first().waitFor({ state: 'attached' });
}

/** From navigation to pods on the screen and to time that flows, and from a click to an editor that takes text. */
async function measureStart(place: Place): Promise<Record<string, number>> {
  const { page, context } = await freshPage(place);
  await page.addInitScript(() => {
    const look = (): void => {
      if (document.querySelector('[role="treegrid"] [data-pod]') === null) requestAnimationFrame(look);
      else Object.assign(window, { aliveMs: performance.now() });
    };
    requestAnimationFrame(look);
  });
  await openLiving(page, place.address);
  const aliveMs = await page.evaluate(async () => {
    const found = window as unknown as { aliveMs?: number };
    while (found.aliveMs === undefined) await new Promise((resolve) => requestAnimationFrame(resolve));
    return found.aliveMs;
  });
  const runningMs = await page.evaluate(async () => {
    const { headMs } = window.podarium.now();
    while (window.podarium.now().headMs === headMs) await new Promise((next) => requestAnimationFrame(next));
    return performance.now();
  });
  const from = performance.now();
  await page.locator('.editor-still').click();
  await page.locator('.editor-monaco .monaco-editor.focused').waitFor();
  await page.keyboard.type('#');
  await page.locator('.editor-monaco .view-line', { hasText: '#' }).first().waitFor();
  const editorMs = performance.now() - from;
  await context.close();
  return { aliveMs, runningMs, editorMs };
}

/** A thousand pods in view: panning, a tick, and what page and worker keep after an hour. */
async function measureScale(place: Place): Promise<Record<string, number>> {
  const { page, context } = await freshPage(place);
  await openLiving(page, place.address);
  await grow(page, { workers: 12, pods: 800, rollouts: 2, hourMs: 3_600_000 });
  await showAll(page);
  const client = await context.newCDPSession(page);
  const pan = await measurePan(page, client);
  const zoom = await measureZoom(page, client);
  const tick = await measureTick(page, client);
  const heap = await measureHeap(page, client);
  const views = await measureViews(page, client);
  await context.close();
  return { ...pan, ...zoom, ...tick, ...heap, ...views };
}

/** An hour of rollouts of a thousand pods, more than a hundred thousand changes: dragged along, and jumped about in. */
async function measureScrub(place: Place): Promise<Record<string, number>> {
  const { page, context } = await freshPage(place);
  await openLiving(page, place.address);
  await grow(page, { workers: 12, pods: 1000, rollouts: 9, hourMs: 3_600_000 });
  await showAll(page);
  const headMs = await page.evaluate(() => window.podarium.now().headMs);
  const drag = await timeScrub(page, dragOver(headMs));
  const jumps = await timeScrub(page, jumpsOver(headMs));
  await context.close();
  return {
    scrubP95Ms: quantile(drag, 0.95),
    scrubMedianMs: quantile(drag, 0.5),
    jumpP95Ms: quantile(jumps, 0.95),
    jumpMedianMs: quantile(jumps, 0.5),
  };
}

/** Ten thousand pods on a hundred machines. */
async function measureLarge(place: Place): Promise<Record<string, number>> {
  const { page, context } = await freshPage(place);
  await openLiving(page, place.address);
  await grow(page, { workers: 100, pods: 10_000, rollouts: 1, hourMs: 600_000 });
  await showAll(page);
  const client = await context.newCDPSession(page);
  const pan = await measurePan(page, client);
  const heap = await measureHeap(page, client);
  await context.close();
  return { ...pan, ...heap };
}

interface Growth {
  readonly workers: number;
  readonly pods: number;
  readonly rollouts: number;
  readonly hourMs: number;
}

/** A Deployment that is rolled out anew every so often until the hour is over. */
async function grow(page: Page, { workers, pods, rollouts, hourMs }: Growth): Promise<void> {
  const run: Run = { seed: 'bench', scenario: { workers }, commands: [], viewMs: 0 };
  await page.evaluate(
    async ({ run, pods, rollouts, hourMs }) => {
      const { podarium } = window;
      await podarium.restore(run);
      for (let round = 0; round < rollouts; round++) {
        await podarium.advance(20_000 + (round * hourMs) / rollouts);
        await podarium.apply(
          JSON.stringify({
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'web' },
            spec: {
              replicas: pods,
              selector: { matchLabels: { app: 'web' } },
              template: {
                metadata: { labels: { app: 'web' } },
                spec: { containers: [{ name: 'web', image: `nginx:1.${29 + (round % 2)}` }] },
              },
            },
          }),
        );
      }
      await podarium.advance(20_000 + hourMs);
    },
    { run, pods, rollouts, hourMs },
  );
  await page.waitForFunction(
    (wanted) => window.podarium.check(`deployments.apps/default/web status.readyReplicas == ${wanted}`),
    pods,
  );
}

/** A Deployment of 200 beside the 800: the moment before any of its pods is ready against the first when all are. */
async function measureTick(page: Page, client: CDPSession): Promise<Record<string, number>> {
  const moments = await page.evaluate(async () => {
    const { podarium } = window;
    const { headMs } = podarium.now();
    const labels = { app: 'more' };
    await podarium.apply(
      JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'more' },
        spec: {
          replicas: 200,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'nginx:1.30' }] } },
        },
      }),
    );
    await podarium.advance(headMs + 120_000);
    /** The first moment from one on at which so many are ready. */
    const whenReady = async (fromMs: number, pods: number): Promise<number> => {
      for (let ms = fromMs; ; ms += stepMs) {
        await podarium.seek(ms);
        if (podarium.check(`deployments.apps/default/more status.readyReplicas >= ${pods}`)) return ms;
      }
    };
    const stepMs = 100;
    const someMs = await whenReady(headMs, 1);
    return [someMs - stepMs, await whenReady(someMs, 200)];
  });
  const ticks = 40;
  const before = await mainThreadSeconds(client);
  await page.evaluate(
    async ({ moments, ticks }) => {
      for (let tick = 0; tick < ticks; tick++) {
        await window.podarium.scrub(moments[tick % 2]!);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
    { moments, ticks },
  );
  const tickMs = (((await mainThreadSeconds(client)) - before) * 1000) / ticks;
  await page.evaluate(() => window.podarium.live());
  return { tickMs };
}

/** A hand that drags over the hour, back and then forwards, four pixels of a wide timeline a frame. */
function dragOver(headMs: number): readonly number[] {
  const back = Array.from({ length: 225 }, (_, step) => headMs * (1 - step / 225));
  return [...back, ...back.toReversed()];
}

function jumpsOver(headMs: number): readonly number[] {
  let state = 7;
  return Array.from({ length: 60 }, () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return (state / 0x7fffffff) * headMs;
  });
}

/**
 * Milliseconds of each step from asking for the moment until the canvas is drawn and the frame with it is painted. What
 * does not count is the wait for the display's beat between the two.
 */
async function timeScrub(page: Page, moments: readonly number[]): Promise<readonly number[]> {
  const times = await page.evaluate(async (all) => {
    const frameMs = (): Promise<number> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const from = performance.now();
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve(performance.now() - from), { once: true });
          port1.start();
          port2.postMessage(null);
        });
      });
    const steps: number[] = [];
    for (const moment of all) {
      await frameMs();
      const from = performance.now();
      await window.podarium.scrub(moment);
      const drawnMs = performance.now() - from;
      steps.push(drawnMs + (await frameMs()));
    }
    await window.podarium.live();
    return steps;
  }, moments);
  return times;
}

/** CPU of all renderer threads, in percent of one core: while the page stands paused, and while it plays unseen. */
async function measureIdle(place: Place): Promise<Record<string, number>> {
  const { page, context } = await freshPage(place);
  await openLiving(page, place.address);
  const client = await place.browser.newBrowserCDPSession();
  const percentOf = async (): Promise<number> => {
    const before = await rendererSeconds(client);
    await page.waitForTimeout(5000);
    return ((await rendererSeconds(client)) - before) * 20;
  };
  await page.evaluate(() => window.podarium.pause());
  // The editor loads by itself when the page has long been idle.
  await page.waitForTimeout(9000);
  const pausedPercent = await percentOf();
  await page.evaluate(() => window.podarium.play());
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.waitForTimeout(1000);
  const hiddenPercent = await percentOf();
  await context.close();
  return { pausedPercent, hiddenPercent };
}

async function rendererSeconds(client: CDPSession): Promise<number> {
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
