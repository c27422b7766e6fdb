/** What a person does who looks at pods: writes a manifest, chooses a pod, steps through time, types a line. */
import { expect, type Locator, type Page } from '@playwright/test';
import { openPaused, row } from './harness.ts';

export const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

/** The page with its time stopped, and a step button that goes on by a second. */
export async function openStepping(page: Page): Promise<void> {
  await openPaused(page);
  await page.getByRole('button', { name: /^Step by/ }).click();
  await page.getByRole('menuitem', { name: 'second' }).click();
}

/** Writes a manifest over what the editor holds, and applies it. */
export async function writeAndApply(
  page: Page,
  manifest: string,
  outcome: RegExp | string = /applied$/,
): Promise<void> {
  const line = page.locator('.editor-monaco .view-line').first();
  if (await line.isVisible()) await line.click();
  else await page.locator('.editor-still, .editor-monaco .view-line').first().click();
  await expect(page.locator('.editor-monaco .monaco-editor.focused')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  // Pasted, as typing would indent each line once more.
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), manifest);
  await page.keyboard.press('ControlOrMeta+v');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.editor-foot [role="status"]')).toHaveText(outcome);
}

/** Goes to a pod with the keys and opens it in the inspector. */
export async function lookAt(page: Page, pod: string): Promise<Locator> {
  await row(page, `pods/default/${pod}`).focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(pod);
  return inspector;
}

/** A pod's card on the canvas. */
export function cardOf(page: Page, pod: string): Locator {
  return page.locator(`.pod-place[data-pod="pods/default/${pod}"]`);
}

/** The inspector's card of a container. */
export function containerIn(inspector: Locator, name: string): Locator {
  return inspector.getByRole('region', { name, exact: true });
}

const now = (page: Page): Promise<number> => page.evaluate(() => window.podarium.now().viewMs);

/** Presses the step button so many times; each press is a second. */
export async function step(page: Page, seconds: number): Promise<void> {
  const button = page.getByRole('button', { name: 'Step', exact: true });
  for (let second = 0; second < seconds; second++) {
    const before = await now(page);
    await button.click();
    await page.waitForFunction((ms) => window.podarium.now().viewMs > ms, before);
  }
}

/** Steps until the page shows it. Gives the seconds that it took; fails when they are more than `mostSeconds`. */
export async function stepUntil(
  page: Page,
  shown: () => Promise<boolean>,
  mostSeconds: number,
): Promise<number> {
  for (let second = 0; second <= mostSeconds; second++) {
    if (await isSoon(shown)) return second;
    await step(page, 1);
  }
  throw new Error(`not seen within ${mostSeconds} simulated seconds`);
}

/** The picture follows the time at its own pace: what is not there yet gets a few frames. */
async function isSoon(shown: () => Promise<boolean>): Promise<boolean> {
  for (let frame = 0; frame < 3; frame++) {
    if (await shown()) return true;
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  return false;
}

/** Whether an element has the text now. */
export function says(element: Locator, text: RegExp | string): () => Promise<boolean> {
  return async () => (await element.filter({ hasText: text }).count()) > 0;
}

export const screenOf = (page: Page): Locator => page.locator('.xterm-rows');

export async function openTerminal(page: Page): Promise<void> {
  await page.keyboard.press('Control+Backquote');
  await expect(screenOf(page)).toContainText('$');
}

/** Types a line into the terminal that has the focus. */
export async function typeLine(page: Page, line: string): Promise<void> {
  await page.locator('.xterm-helper-textarea').focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}
