/**
 * The production page under measurement, in the system's Chromium, headless: how soon it lives, what a frame costs
 * with a thousand pods, what it keeps, and what it asks of the network. Times are wall clock unless CPU is said.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import {
  type Browser,
  type BrowserContext,
  type CDPSession,
  chromium,
  type Page,
  type Request,
} from '@playwright/test';
import { findChromium } from '../../../scripts/chromium.mjs';
import type { Run } from '../../bridge/protocol.ts';

export type BrowserScenario = 'start' | 'bytes' | 'scale' | 'idle';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const viewport = { width: 1440, height: 900 };
const thousand: Run = { seed: 'bench', scenario: { workers: 12 }, commands: [], viewMs: 0 };

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
  bytes: measureBytes,
  scale: measureScale,
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

/** From navigation to pods on the screen, and from a click to an editor that takes text. */
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
  const from = performance.now();
  await page.locator('.editor-still').click();
  await page.locator('.editor-monaco .monaco-editor.focused').waitFor();
  await page.keyboard.type('#');
  await page.locator('.editor-monaco .view-line', { hasText: '#' }).first().waitFor();
  const editorMs = performance.now() - from;
  await context.close();
  return { aliveMs, editorMs };
}

/** What a first visit and a figure transfer, headers included, before anybody reaches for the editor. */
async function measureBytes(place: Place): Promise<Record<string, number>> {
  const page = await bytesOf(place, '');
  const embed = await bytesOf(place, 'embed.html');
  return { pageKilobytes: page / 1000, embedKilobytes: embed / 1000 };
}

async function bytesOf(place: Place, path: string): Promise<number> {
  const { page, context } = await freshPage(place);
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => sizes.push(transferredBytes(request)));
  await openLiving(page, `${place.address}${path}`);
  await page.waitForTimeout(1000);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return bytes;
}

/** The browser does not tell what a worker's own script weighs: that is packed here as the server packs it. */
async function transferredBytes(request: Request): Promise<number> {
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  if (responseBodySize > 0) return responseBodySize + responseHeadersSize;
  const body = await (await fetch(request.url())).arrayBuffer();
  return gzipSync(new Uint8Array(body)).length + responseHeadersSize;
}

/** A thousand pods in view: panning, seeking, and what page and worker keep after an hour. */
async function measureScale(place: Place): Promise<Record<string, number>> {
  const { page, context } = await freshPage(place);
  await page.addInitScript(timeMessages);
  await openLiving(page, place.address);
  await growToThousand(page);
  await page.getByRole('button', { name: 'Show the whole cluster' }).click();
  await page.waitForTimeout(800);
  const client = await context.newCDPSession(page);
  const pan = await measurePan(page, client);
  const seek = await measureSeek(page);
  const heap = await measureHeap(page, client);
  await context.close();
  return { ...pan, ...seek, ...heap };
}

/** Apply, wait, roll out anew in the middle of the hour. */
async function growToThousand(page: Page): Promise<void> {
  await page.evaluate(async (run) => {
    const { podarium } = window;
    const deployment = (version: string): string =>
      JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: {
          replicas: 1000,
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [{ name: 'web', image: `nginx:${version}` }] },
          },
        },
      });
    await podarium.restore(run);
    await podarium.advance(20_000);
    await podarium.apply(deployment('1.29'));
    await podarium.advance(1_800_000);
    await podarium.apply(deployment('1.30'));
    await podarium.advance(3_600_000);
  }, thousand);
  await page.waitForFunction(() =>
    window.podarium.check('deployments.apps/default/web status.readyReplicas == 1000'),
  );
}

/** Drags the canvas in circles, a step a frame, for two seconds. */
async function measurePan(page: Page, client: CDPSession): Promise<Record<string, number>> {
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await mainThreadSeconds(client);
  const { frames, ms } = await page.evaluate(async () => {
    const pane = document.querySelector('.react-flow__pane');
    if (pane === null) throw new Error('no canvas to drag');
    const at = (type: string, turn: number): MouseEvent =>
      new MouseEvent(type, {
        bubbles: true,
        cancelable: true,
        view: window,
        button: 0,
        buttons: 1,
        clientX: 800 + 120 * Math.sin(turn),
        clientY: 350 + 80 * Math.cos(turn),
      });
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const start = await nextFrame();
    let frames = 0;
    let now = start;
    pane.dispatchEvent(at('mousedown', 0));
    while (now - start < 2000) {
      window.dispatchEvent(at('mousemove', frames / 20));
      now = await nextFrame();
      frames++;
    }
    window.dispatchEvent(at('mouseup', frames / 20));
    return { frames, ms: now - start };
  });
  const cpuMs = ((await mainThreadSeconds(client)) - before) * 1000;
  return { panFrameMs: cpuMs / frames, panFps: (frames * 1000) / ms };
}

async function mainThreadSeconds(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN;
}

interface Timed {
  /** Milliseconds from each message to the picture that answers it, without what the page does with it. */
  readonly pictureMs: number[];
}

/** Runs in the page before its scripts: times what goes to the worker and comes back. */
function timeMessages(): void {
  const pictureMs: number[] = [];
  Object.assign(window, { pictureMs });
  const Original = window.Worker;
  window.Worker = class extends Original {
    #sentMs = 0;
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', (event: MessageEvent<{ kind: string }>) => {
        if (event.data.kind === 'picture') pictureMs.push(performance.now() - this.#sentMs);
      });
    }
    override postMessage(message: unknown): void {
      this.#sentMs = performance.now();
      super.postMessage(message);
    }
  };
}

/** Random jumps over the hour. */
async function measureSeek(page: Page): Promise<Record<string, number>> {
  const { whole, worker } = await page.evaluate(async () => {
    const { podarium } = window;
    const timed = window as unknown as Timed;
    const { headMs } = podarium.now();
    const whole: number[] = [];
    timed.pictureMs.length = 0;
    let state = 7;
    for (let jump = 0; jump < 60; jump++) {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const from = performance.now();
      await podarium.seek((state / 0x7fffffff) * headMs);
      whole.push(performance.now() - from);
    }
    await podarium.live();
    return { whole, worker: timed.pictureMs.slice(0, whole.length) };
  });
  return { seekP95Ms: quantile(worker, 0.95), seekPageP95Ms: quantile(whole, 0.95) };
}

/** Used heap of the page and its workers, after collecting what nobody holds. */
async function measureHeap(page: Page, client: CDPSession): Promise<Record<string, number>> {
  await client.send('HeapProfiler.collectGarbage');
  const inPage = (await client.send('Runtime.getHeapUsage')).usedSize;
  const inWorkers = await workerHeaps(page, client);
  const total = inWorkers.reduce((sum, bytes) => sum + bytes, inPage);
  return { heapMegabytes: total / 1e6, pageHeapMegabytes: inPage / 1e6 };
}

interface Answer {
  readonly id: number;
  readonly result?: { readonly usedSize?: number };
  readonly error?: { readonly message: string };
}

/** Playwright has no protocol session for a worker, so what they say is passed through the page's. */
async function workerHeaps(page: Page, client: CDPSession): Promise<readonly number[]> {
  const sessions: string[] = [];
  const waiting = new Map<number, (answer: Answer) => void>();
  client.on('Target.attachedToTarget', ({ sessionId }) => sessions.push(sessionId));
  client.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as Answer;
    waiting.get(answer.id)?.(answer);
  });
  await client.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  while (sessions.length < page.workers().length) await page.waitForTimeout(50);
  let lastId = 0;
  const ask = async (sessionId: string, method: string): Promise<Answer> => {
    const id = ++lastId;
    const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    await client.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    return answer;
  };
  const heaps: number[] = [];
  for (const session of sessions) {
    await ask(session, 'HeapProfiler.collectGarbage');
    const { result, error } = await ask(session, 'Runtime.getHeapUsage');
    if (result?.usedSize === undefined) throw new Error(`no heap of a worker: ${error?.message}`);
    heaps.push(result.usedSize);
  }
  return heaps;
}

/** CPU of all renderer threads while the page stands paused, in percent of one core. */
async function measureIdle(place: Place): Promise<Record<string, number>> {
  const { page, context } = await freshPage(place);
  await openLiving(page, place.address);
  await page.evaluate(() => window.podarium.pause());
  // The editor loads by itself when the page has long been idle.
  await page.waitForTimeout(9000);
  const client = await place.browser.newBrowserCDPSession();
  const before = await rendererSeconds(client);
  await page.waitForTimeout(5000);
  const pausedPercent = ((await rendererSeconds(client)) - before) * 20;
  await context.close();
  return { pausedPercent };
}

async function rendererSeconds(client: CDPSession): Promise<number> {
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
