/** What a first visit and a figure ask of the network before anybody reaches for the editor, headers included. */
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page, Request } from '@playwright/test';

type OpenPage = () => Promise<{ readonly page: Page; readonly context: BrowserContext }>;

interface Transfer {
  readonly path: string;
  readonly bytes: number;
  /** Asked for before the page's frame, or pods, were on the screen. */
  readonly isBeforeFrame: boolean;
  readonly isBeforePods: boolean;
  /** Asked for before the engine had answered, and could be told what to do. */
  readonly isBeforeEngine: boolean;
}

/** So long after the first picture the page still fetches by itself, short of the editor; in real milliseconds. */
const byItselfMs = 2500;
/** No part of the page's own shell: the canvas, the cluster's worker and the fonts. */
const besideShell = /\/(canvas|pod-|cluster\.worker)[^/]*$|\.woff2$/;
/** The worker asks for the rest of the engine when it has told the first picture, not before. */
const restOfEngine = /\/late-code[^/]*$/;

/** The editor may be read meanwhile, and is no part of what a living cluster takes. */
const notForEngine = /\/(monaco|editor|yaml|codicon)[^/]*$/;

/** Kilobytes of 1,000 bytes, packed as they are sent. */
export async function measureBytes(address: string, open: OpenPage): Promise<Record<string, number>> {
  const page = await transfersOf(address, open);
  const embed = await transfersOf(`${address}embed.html`, open);
  const before = page.filter(({ isBeforePods, path }) => isBeforePods && !restOfEngine.test(path));
  const shell = before.filter(({ isBeforeFrame, path }) => isBeforeFrame && !besideShell.test(path));
  return {
    shellKilobytes: sum(shell),
    pageKilobytes: sum(before),
    engineKilobytes: sum(
      page.filter(({ isBeforeEngine, path }) => isBeforeEngine && !notForEngine.test(path)),
    ),
    afterwardsKilobytes: sum(page) - sum(before),
    embedKilobytes: sum(embed),
  };
}

function sum(transfers: readonly Transfer[]): number {
  return transfers.reduce((total, { bytes }) => total + bytes, 0) / 1000;
}

async function transfersOf(address: string, open: OpenPage): Promise<readonly Transfer[]> {
  const { page, context } = await open();
  await page.addInitScript(() => {
    const look = (): void => {
      const hasFrame = (document.getElementById('root')?.childElementCount ?? 0) > 0;
      if (hasFrame && !('frameAtMs' in window)) Object.assign(window, { frameAtMs: Date.now() });
      if (document.querySelector('[role="treegrid"] [data-pod]') === null) requestAnimationFrame(look);
      else Object.assign(window, { aliveAtMs: Date.now() });
    };
    requestAnimationFrame(look);
  });
  const requests: Request[] = [];
  page.on('requestfinished', (request) => requests.push(request));
  await page.goto(address);
  await page.waitForFunction(() => 'aliveAtMs' in window);
  const { frameAtMs, aliveAtMs, engineAtMs } = await page.evaluate(async () => {
    const { frameAtMs, aliveAtMs } = window as unknown as Record<'frameAtMs' | 'aliveAtMs', number>;
    const isFigure = location.pathname.endsWith('embed.html');
    if (!isFigure) await window.podarium.ready;
    return { frameAtMs, aliveAtMs, engineAtMs: Date.now() };
  });
  await page.waitForTimeout(byItselfMs);
  const transfers = requests.map(async (request): Promise<Transfer> => ({
    path: new URL(request.url()).pathname,
    bytes: await transferredBytes(request),
    isBeforeFrame: request.timing().startTime < frameAtMs,
    isBeforePods: request.timing().startTime < aliveAtMs,
    isBeforeEngine: request.timing().startTime < engineAtMs,
  }));
  const all = await Promise.all(transfers);
  await context.close();
  return all;
}

/** The browser does not tell what a worker's own script weighs: that is packed here as the server packs it. */
async function transferredBytes(request: Request): Promise<number> {
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  if (responseBodySize > 0) return responseBodySize + responseHeadersSize;
  const body = await (await fetch(request.url())).arrayBuffer();
  return gzipSync(new Uint8Array(body)).length + responseHeadersSize;
}
