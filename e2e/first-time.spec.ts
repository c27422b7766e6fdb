/**
 * Somebody's first time, whole: open the page, apply a manifest, cut a machine's power, understand what followed, go
 * back in time, do without the cut on a branch, and compare both. By mouse, by keyboard alone, and by touch.
 */
import { devices, expect, test, type Locator, type Page } from '@playwright/test';
import { chooseFrom, list, openPage, pods } from './harness.ts';

const now = (page: Page) => page.evaluate(() => window.podarium.now());
const inspectorOf = (page: Page): Locator => page.getByRole('region', { name: 'Inspector' });
const powerOf = async (page: Page, node: string): Promise<unknown> =>
  (await list(page, '/apis/podarium.dev/v1alpha1/machines')).find(({ metadata }) => metadata.name === node)
    ?.spec['power'];
/** The cause that the why chain must name. */
const namesTheCut = /You: node-2 Off/;

/** The pod that took the place of one on node-2, once there is one. */
async function replacement(page: Page, before: ReadonlySet<string>): Promise<string> {
  const fresh = async () =>
    (await pods(page)).find(({ metadata, spec }) => !before.has(metadata.uid) && spec.nodeName !== undefined);
  // The grace period of the node and the toleration of its pods: 350 simulated seconds, at sixty a second.
  await expect.poll(async () => (await fresh()) !== undefined, { timeout: 40_000 }).toBe(true);
  return (await fresh())!.metadata.name;
}

const uids = async (page: Page): Promise<ReadonlySet<string>> =>
  new Set((await pods(page)).map(({ metadata }) => metadata.uid));

/** One more pod than the first view has: each machine has one then, node-2 as well. */
async function expectApplied(page: Page, count: number): Promise<void> {
  await expect.poll(async () => (await pods(page)).length).toBe(count);
}

test('by mouse', async ({ page }) => {
  test.slow();
  await openPage(page);
  await page.locator('.editor-panel').getByText('replicas').click();
  await replaceReplicas(page);
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expectApplied(page, 6);

  const before = await uids(page);
  await chooseFrom(page, 'Break something', ['Cut the power of a node', 'node-2']);
  await expect.poll(() => powerOf(page, 'node-2')).toBe('Off');
  await page.getByRole('radio', { name: '60×' }).click();
  const fresh = await replacement(page, before);
  await page.getByRole('button', { name: 'Pause' }).click();

  await page.locator(`.pod-place[data-pod="pods/default/${fresh}"]`).click();
  await expect(inspectorOf(page)).toContainText(namesTheCut);

  await page.getByRole('button', { name: 'Skip to' }).click();
  await page.getByRole('menuitem', { name: 'Previous command' }).click();
  await expect.poll(async () => (await now(page)).viewMs < (await now(page)).headMs - 300_000).toBe(true);
  await page.getByRole('button', { name: 'Step back' }).click();
  await expect.poll(() => powerOf(page, 'node-2')).not.toBe('Off');
  await page.getByRole('button', { name: 'Fork here' }).click();
  await expect(page.getByRole('button', { name: /^Branch (?!main)/ })).toBeVisible();

  await page.getByRole('button', { name: 'Compare…' }).click();
  await expectComparison(page);
  await page.getByRole('button', { name: 'Close the comparison' }).click();
  await expect(page.getByRole('group', { name: 'The cluster' })).toBeVisible();
});

test('by keyboard alone', async ({ page }) => {
  test.slow();
  await openPage(page);
  await tabTo(page, '.editor-panel [role="textbox"]');
  await replaceReplicas(page);
  await page.keyboard.press('Control+Enter');
  await expectApplied(page, 6);

  const before = await uids(page);
  await page.keyboard.press('Escape');
  await tabTo(page, '[role="treegrid"] [role="row"]');
  await arrowTo(page, 'nodes//node-2');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Cut the power' }).waitFor();
  await chooseByKeys(page, 'Cut the power');
  await expect.poll(() => powerOf(page, 'node-2')).toBe('Off');
  await run(page, 'Speed 60×');
  const fresh = await replacement(page, before);
  await run(page, 'Play or pause');

  await tabTo(page, '[role="treegrid"] [role="row"]');
  await arrowTo(page, `pods/default/${fresh}`);
  await page.keyboard.press('Enter');
  await expect(inspectorOf(page)).toContainText(namesTheCut);

  await tabTo(page, '[role="slider"][aria-label="Moment shown"]');
  await page.keyboard.press('Home');
  for (let second = 0; second < 3; second++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => powerOf(page, 'node-2')).not.toBe('Off');
  await run(page, 'Fork here');
  await expect(page.getByRole('button', { name: /^Branch (?!main)/ })).toBeVisible();
  await page.keyboard.press('c');
  await expectComparison(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('group', { name: 'The cluster' })).toBeVisible();
});

test.describe('with a finger', () => {
  const { defaultBrowserType: _browser, ...phone } = devices['Pixel 7'];
  test.use({ ...phone, viewport: { width: 390, height: 844 } });

  test('by touch', async ({ page }) => {
    test.slow();
    await openPage(page);
    await chooseByTap(page, 'More', 'Show the manifests');
    await page.getByText('replicas').first().tap();
    await replaceReplicas(page);
    await page.getByRole('button', { name: /^Apply/ }).tap();
    await expectApplied(page, 6);
    await page.getByRole('button', { name: 'Close', exact: true }).first().tap();

    const before = await uids(page);
    await page.getByRole('button', { name: 'Break something' }).tap();
    await page.getByRole('menuitem', { name: 'Cut the power of a node' }).tap();
    await page.getByRole('menuitem', { name: 'node-2', exact: true }).tap();
    await expect.poll(() => powerOf(page, 'node-2')).toBe('Off');
    await chooseByTap(page, /^Speed/, '60×');
    const fresh = await replacement(page, before);
    await page.getByRole('button', { name: 'Pause' }).tap();

    await page.locator(`.pod-place[data-pod="pods/default/${fresh}"]`).tap();
    await expect(page.locator('.phone-sheet')).toContainText(namesTheCut);
    await page.getByRole('button', { name: 'Close', exact: true }).first().tap();

    const moment = page.getByRole('slider', { name: 'Moment shown' });
    const track = (await moment.boundingBox())!;
    await page.touchscreen.tap(track.x + 2, track.y + 12);
    await expect.poll(() => powerOf(page, 'node-2')).not.toBe('Off');
    await chooseByTap(page, 'More', 'Fork here');
    await page.getByRole('button', { name: 'Compare…' }).tap();
    await expectComparison(page);
    await page.getByRole('button', { name: 'Close the comparison' }).tap();
    await expect(page.getByRole('group', { name: 'The cluster' })).toBeVisible();
  });
});

/** Writes 6 for the 4 of `replicas: 4`, in the editor that has the focus. */
async function replaceReplicas(page: Page): Promise<void> {
  await expect(page.locator('.editor-monaco .monaco-editor.focused')).toBeVisible();
  await page.keyboard.press('Control+Home');
  for (let line = 0; line < 5; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('6');
}

async function expectComparison(page: Page): Promise<void> {
  const comparison = page.getByRole('region', { name: 'Two branches, one clock' });
  await expect(comparison.getByRole('region', { name: 'main', exact: true })).toBeVisible();
  await expect(comparison).toContainText('node-2');
}

/** Runs a command by the palette, with keys. */
async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type(command);
  await expect(page.getByRole('option', { selected: true })).toContainText(command);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toHaveCount(0);
}

/** Presses Tab until something that fits has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 120; press++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

/** Walks down the rows of the cluster to an object. */
async function arrowTo(page: Page, key: string): Promise<void> {
  await page.keyboard.press('Home');
  for (let press = 0; press < 60; press++) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('data-key'))) === key) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`the arrows do not lead to ${key}`);
}

/** Walks down the open menu to an entry. */
async function chooseByKeys(page: Page, entry: string): Promise<void> {
  for (let press = 0; press < 30; press++) {
    await page.keyboard.press('ArrowDown');
    if ((await page.evaluate(() => document.activeElement?.textContent ?? '')).startsWith(entry)) {
      await page.keyboard.press('Enter');
      return;
    }
  }
  throw new Error(`the menu has no ${entry}`);
}

async function chooseByTap(page: Page, button: RegExp | string, entry: string): Promise<void> {
  await page.getByRole('button', { name: button }).first().tap();
  await page.getByRole('menuitem', { name: entry }).tap();
}
