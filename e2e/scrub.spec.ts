/** A hand that drags along time: pictures follow it and nothing else is asked; when it rests, all is told. */
import { expect, test, type Page } from '@playwright/test';
import { eventsOf, openPaused, pods } from './harness.ts';

interface Heard {
  readonly heard: string[];
}

/** Notes what is asked of the cluster's worker. */
async function listenToWorker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, ...[message]: unknown[]): void {
      const { kind, command } = message as { kind: string; command?: { kind: string; rough?: boolean } };
      heard.push(command === undefined ? kind : `${command.kind}${command.rough === true ? ' roughly' : ''}`);
      postMessage.call(this, message);
    };
  });
}

const heardOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as Heard).heard.slice());

test('while it drags nothing but pictures is asked; when it rests the moment is whole', async ({ page }) => {
  await listenToWorker(page);
  await openPaused(page, 60);
  const [pod] = await pods(page);
  const before = await eventsOf(page, pod!.metadata.name);
  expect(before.length).toBeGreaterThan(2);
  const axis = page.getByRole('slider', { name: 'Moment shown' });
  const box = (await axis.boundingBox())!;
  const y = box.y + box.height / 2;
  // The page's own loading may still ask; what counts is what is asked between the press and the rest.
  await page.mouse.move(box.x + box.width - 4, y);
  const from = (await heardOf(page)).length;
  await page.mouse.down();
  for (let step = 1; step <= 40; step++) await page.mouse.move(box.x + (box.width - 4) * (1 - step / 40), y);
  await expect
    .poll(async () => (await heardOf(page)).slice(from), { message: 'the hand rests' })
    .toContain('rest');
  await page.mouse.up();
  const asked = (await heardOf(page)).slice(from);
  const untilRest = asked.slice(asked.indexOf('seek roughly'), asked.indexOf('rest'));
  expect(untilRest).toContain('seek roughly');
  // What was about to be kept when the hand came may still be asked for: it costs nothing.
  expect(untilRest.filter((kind) => kind !== 'seek roughly' && kind !== 'exportRun')).toEqual([]);
  await expect(async () => {
    const { viewMs } = await page.evaluate(() => window.podarium.now());
    expect(viewMs).toBeLessThan(60_000);
    expect(Math.round(viewMs)).toBe(Number(await axis.getAttribute('aria-valuenow')));
  }).toPass();
  await page.evaluate(() => window.podarium.live());
  expect(await eventsOf(page, pod!.metadata.name)).toEqual(before);
});
