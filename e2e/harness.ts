/** What the journeys share: opening the page, and its own API as a person at the console would use it. */
import { expect, type Page } from '@playwright/test';
import type { PodariumApi } from '../src/app/podarium-api.ts';

/** Opens the page and waits until its cluster lives. Errors of the page fail the test that caused them. */
export async function openPage(page: Page, path = '/'): Promise<void> {
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(path);
  await ready(page);
}

/** The page with its time stopped, some seconds on: the same names and delays for every test and every run. */
export async function openPaused(page: Page, seconds = 20): Promise<void> {
  await openPage(page);
  await page.evaluate(async () => {
    await window.podarium.pause();
    const run = await window.podarium.snapshot();
    const first = {
      ...run,
      seed: 'journeys',
      commands: run.commands.map((command) => ({ ...command, timeMs: 0 })),
    };
    await window.podarium.restore({ ...first, viewMs: 1000 });
  });
  await page.evaluate((toMs) => window.podarium.advance(toMs), seconds * 1000);
}

/** Chooses from a menu of menus as a hand does, as `['Cut the power of a node', 'node-2']`: the pointer glides. */
export async function chooseFrom(page: Page, button: string, path: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  for (const name of path) {
    const box = await page.getByRole('menuitem', { name, exact: true }).boundingBox();
    if (box === null) throw new Error(`no ${name} in the menu`);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 12 });
    if (name === path.at(-1)) await page.mouse.down();
    if (name === path.at(-1)) await page.mouse.up();
    else await page.getByRole('menuitem', { name, exact: true, expanded: true }).waitFor();
  }
}

export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => window.podarium !== undefined);
  await page.evaluate(() => window.podarium.ready);
}

/** Lets simulated time run ahead, as fast as it can. */
export async function advance(page: Page, seconds: number): Promise<void> {
  await page.evaluate((by) => window.podarium.advance(window.podarium.now().headMs + by), seconds * 1000);
}

export async function apply(page: Page, manifests: string): ReturnType<PodariumApi['apply']> {
  return page.evaluate((text) => window.podarium.apply(text), manifests);
}

/** Fails unless the check holds at the moment shown. */
export async function expectCheck(page: Page, line: string): Promise<void> {
  await expect
    .poll(() => page.evaluate((check) => window.podarium.check(check), line), { message: line })
    .toBe(true);
}

interface Listed {
  readonly items: readonly Found[];
}

export interface Found {
  readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string };
  readonly spec: Readonly<Record<string, unknown>> & { readonly nodeName?: string };
  readonly status: Readonly<Record<string, unknown>> & { readonly podIP?: string };
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject?: { readonly name: string };
}

/** The objects of a collection as the API server lists them. */
export async function list(page: Page, path: string): Promise<readonly Found[]> {
  const answer = await page.evaluate((at) => window.podarium.request({ method: 'GET', path: at }), path);
  return (answer.body as Listed).items;
}

export async function pods(page: Page): Promise<readonly Found[]> {
  return list(page, '/api/v1/namespaces/default/pods');
}

/** Events about an object: `Reason: message`. */
export async function eventsOf(page: Page, name: string): Promise<string[]> {
  const events = await list(page, '/api/v1/events');
  return events
    .filter((event) => event.involvedObject?.name === name)
    .map((event) => `${event.reason}: ${event.message}`);
}

/** The row of the canvas' tree that stands for an object. */
export function row(page: Page, key: string) {
  return page.locator(`[role="treegrid"] [data-key="${key}"]`);
}

export const nginxDeployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx-deployment
  labels:
    app: nginx
spec:
  replicas: 3
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: nginx:1.14.2
        ports:
        - containerPort: 80
`;
