/** Undo and redo, the list of branches, and two branches compared: by mouse, by keyboard alone, and by touch. */
import { expect, test, type Page } from '@playwright/test';
import { apply, nginxDeployment, openPaused, pods } from './harness.ts';

const names = async (page: Page) => (await pods(page)).map(({ metadata }) => metadata.name);
const now = (page: Page) => page.evaluate(() => window.podarium.now());
const run = (page: Page, toMs: number) => page.evaluate((ms) => window.podarium.advance(ms), toMs);
const nginxRow = '[role="treegrid"] [data-key^="pods/default/nginx-"]';

/** main has three more pods since 0:20; another branch does not. */
async function twoBranches(page: Page): Promise<void> {
  await openPaused(page);
  await apply(page, nginxDeployment);
  await run(page, 40_000);
}

test('what was done is undone at the same moment, and done again, by keys and buttons', async ({ page }) => {
  await twoBranches(page);
  const before = await names(page);
  const moment = await now(page);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone: apply Deployment nginx-deployment')).toBeVisible();
  await expect(page.locator(nginxRow)).toHaveCount(0);
  expect(await now(page)).toEqual(moment);
  await page.getByRole('status').getByRole('button', { name: 'Redo' }).click();
  await expect(page.locator(nginxRow)).toHaveCount(3);
  expect(await names(page)).toEqual(before);
  await page.getByRole('button', { name: 'Undo apply Deployment nginx-deployment' }).click();
  await expect(page.locator(nginxRow)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+Z');
  await expect(page.locator(nginxRow)).toHaveCount(3);
});

test('branches are renamed, gone to and deleted', async ({ page }) => {
  await twoBranches(page);
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: /^Branch / }).click();
  await page.getByRole('menuitem', { name: 'All branches…' }).click();
  const list = page.getByRole('dialog', { name: 'Branches' });
  await list.getByRole('button', { name: /^More for before/ }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await list.getByRole('textbox', { name: 'Name of the branch' }).fill('without nginx');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('button', { name: /^without nginx/ })).toBeVisible();
  await list.getByRole('button', { name: 'Go to main' }).click();
  await expect(page.locator(nginxRow)).toHaveCount(3);
  await page.getByRole('button', { name: 'Branch main', exact: true }).click();
  await page.getByRole('menuitem', { name: 'All branches…' }).click();
  await list.getByRole('button', { name: 'More for without nginx' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await list.getByRole('group').getByRole('button', { name: 'Delete' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
});

test('two branches are compared by keyboard alone', async ({ page }) => {
  await twoBranches(page);
  await page.keyboard.press('Control+z');
  await expect(page.locator(nginxRow)).toHaveCount(0);
  await page.keyboard.press('c');
  const compare = page.getByRole('region', { name: 'Two branches, one clock' });
  await expect(compare.getByRole('region', { name: 'main' })).toContainText('4 of 7');
  const slider = compare.getByRole('slider', { name: 'Moment shown' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect.poll(async () => (await now(page)).viewMs).toBe(20_000);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await now(page)).viewMs).toBe(20_500);
  await compare.getByRole('radio', { name: 'Lives' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(compare.getByRole('row', { name: /only in main/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(compare).toBeHidden();
});

test('a branch that has not come as far says so, and is run on', async ({ page }) => {
  await twoBranches(page);
  await page.keyboard.press('Control+z');
  await expect(page.locator(nginxRow)).toHaveCount(0);
  await run(page, 60_000);
  await page.keyboard.press('c');
  await page.getByRole('button', { name: 'Run it on to 09:01:00' }).click();
  await expect(page.getByRole('button', { name: /^Run it on/ })).toHaveCount(0);
});

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('undone, compared and closed by touch', async ({ page }) => {
    await twoBranches(page);
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    await page.getByRole('menuitem', { name: 'Undo' }).tap();
    await expect(page.getByText('Undone: apply Deployment nginx-deployment')).toBeVisible();
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    await page.getByRole('menuitem', { name: 'Compare…' }).tap();
    const compare = page.getByRole('region', { name: 'Two branches, one clock' });
    await expect(compare.getByRole('region', { name: 'main' })).toContainText('4 of 7');
    await compare.getByRole('slider', { name: 'Moment shown' }).tap({ position: { x: 120, y: 20 } });
    await expect.poll(async () => (await now(page)).viewMs).toBeLessThan(40_000);
    await compare.getByRole('button', { name: 'Close the comparison' }).tap();
    await expect(compare).toBeHidden();
  });
});
