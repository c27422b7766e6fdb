import { expect, test, type Page } from '@playwright/test';
import { advance, apply, openPage, openPaused } from './harness.ts';

const tree = (page: Page) => page.getByRole('tree', { name: 'Lives of objects' });
const viewMs = (page: Page) => page.evaluate(() => window.podarium.now().viewMs);

test('lanes stand below their owners, fold and stay folded, and say their lives in words', async ({
  page,
}) => {
  await openPaused(page, 40);
  const head = tree(page).getByRole('treeitem', { name: /^web 4 ready Deployment: 4\/4 for / });
  await expect(head).toHaveAttribute('aria-expanded', 'true');
  await expect(head).toContainText('4 ready');
  const lives = tree(page).getByRole('treeitem', { name: /^web \w{5}: Running for .*; before: / });
  await expect(lives).toHaveCount(4);
  await head.locator('.timeline-twist').click();
  await expect(lives).toHaveCount(0);
  await page.reload();
  await openPaused(page, 40);
  await expect(tree(page).getByRole('treeitem', { name: /^web .*Deployment/ })).toHaveAttribute(
    'aria-expanded',
    'false',
  );
});

test('by keyboard alone: to a lane, along its marks, to the moment of one; its containers open', async ({
  page,
}) => {
  await openPaused(page, 40);
  await tree(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  const pod = tree(page).locator('[data-focused]');
  await expect(pod).toHaveAttribute('role', 'treeitem');
  await page.keyboard.press('Home');
  await expect(page.locator('.timeline-popover')).toContainText('09:00:');
  await page.keyboard.press('ArrowRight');
  const before = await viewMs(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => viewMs(page)).toBeLessThan(before);
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible();
  await tree(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expect(tree(page).getByRole('treeitem', { name: /^Container web: / })).toBeVisible();
});

async function planFault(page: Page, seconds: number): Promise<void> {
  await page.evaluate(async (after) => {
    const { headMs } = window.podarium.now();
    await window.podarium.fault({
      type: 'MemoryPressure',
      target: { node: 'node-2' },
      startTime: new Date(Date.parse('2026-03-02T09:00:00Z') + headMs + after * 1000).toISOString(),
    });
  }, seconds);
}

test('a planned fault is dragged, moved by keys and by the menu, and cancelled', async ({ page }) => {
  await openPaused(page, 20);
  await planFault(page, 30);
  const mark = (clock: string) => page.getByRole('button', { name: `MemoryPressure, planned for ${clock}` });
  await expect(mark('09:00:50')).toBeVisible();
  await mark('09:00:50').focus();
  await page.keyboard.press('ArrowRight');
  await expect(mark('09:00:51')).toBeVisible();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(mark('09:01:01')).toBeVisible();

  const box = (await mark('09:01:01').boundingBox())!;
  await page.mouse.move(box.x + 8, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 108, box.y + 10, { steps: 5 });
  await page.mouse.up();
  await expect(mark('09:01:01')).toHaveCount(0);
  await expect(page.getByRole('menu')).toHaveCount(0);

  await page.getByRole('button', { name: /^MemoryPressure, planned for/ }).click();
  await page.getByRole('menuitem', { name: 'Move to another moment…' }).click();
  await page.getByRole('textbox', { name: 'Time on the cluster’s clock' }).fill('09:00:45');
  await page.keyboard.press('Enter');
  await expect(mark('09:00:45')).toBeVisible();
  await mark('09:00:45').focus();
  await page.keyboard.press('Delete');
  await expect(mark('09:00:45')).toHaveCount(0);
});

test('a stretch that is marked tells what changed between its ends', async ({ page }) => {
  await openPaused(page, 20);
  await apply(page, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: colours\ndata:\n  sky: blue\n');
  await advance(page, 20);
  const axis = (await page.getByRole('slider', { name: 'Moment shown' }).boundingBox())!;
  await page.keyboard.down('Shift');
  await page.mouse.move(axis.x + 60, axis.y + 10);
  await page.mouse.down();
  await page.mouse.move(axis.x + 420, axis.y + 10, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const panel = page.getByRole('region', { name: 'What changed' });
  await expect(panel.getByRole('button', { name: /^colours ConfigMap/ })).toBeVisible();
  await panel.getByRole('button', { name: 'Stop comparing' }).click();
  await expect(panel).toHaveCount(0);
});

test('a moment is bookmarked, named, left and gone back to', async ({ page }) => {
  await openPaused(page, 30);
  await page.getByRole('slider', { name: 'Moment shown' }).focus();
  await page.keyboard.press('b');
  await page.getByRole('textbox', { name: 'Name' }).fill('all is well');
  await page.keyboard.press('Enter');
  await advance(page, 60);
  const flag = page.getByRole('button', { name: 'Bookmark all is well' });
  await flag.click();
  await page.getByRole('menuitem', { name: 'Go there' }).click();
  await expect.poll(() => viewMs(page)).toBe(30_000);
  await flag.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(flag).toHaveCount(0);
});

test('steps go by controller actions and to changes of what is selected, in both directions', async ({
  page,
}) => {
  await openPaused(page, 30);
  await page.getByRole('button', { name: /^Step by/ }).click();
  await page.getByRole('menuitem', { name: 'controller action' }).click();
  await page.keyboard.press(',');
  await expect.poll(() => viewMs(page)).toBeLessThan(30_000);
  const action = await viewMs(page);
  await page.keyboard.press(',');
  await expect.poll(() => viewMs(page)).toBeLessThan(action);

  await page.getByRole('button', { name: 'Back to now' }).click();
  await tree(page)
    .getByRole('treeitem', { name: /^web .*Deployment/ })
    .click();
  await page.getByRole('button', { name: 'Skip to' }).click();
  await page.getByRole('menuitem', { name: /^Previous change of what is selected/ }).click();
  await expect.poll(() => viewMs(page)).toBeLessThan(30_000);
  const changed = await viewMs(page);
  await tree(page).focus();
  await page.keyboard.press('[');
  await expect.poll(() => viewMs(page)).toBeLessThan(changed);
  await page.keyboard.press(']');
  await expect.poll(() => viewMs(page)).toBe(changed);
});

test('the axis shows milliseconds and days; a capsule widens its moment', async ({ page }) => {
  await openPaused(page, 30);
  const from = page.getByRole('slider', { name: 'Shown from' });
  const atFirst = await from.getAttribute('aria-valuenow');
  await page.getByRole('slider', { name: 'Moment shown' }).focus();
  for (let times = 0; times < 10; times++) await page.keyboard.press('+');
  await expect(page.locator('.timeline-tick').first()).toHaveText(/^\d\d:\d\d\.\d{3}$/);
  for (let times = 0; times < 22; times++) await page.keyboard.press('-');
  await expect(page.locator('.timeline-tick', { hasText: /^[A-Z][a-z]{2} \d+$/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'More about this moment' }).click();
  await page.getByRole('menuitem', { name: 'Show the whole run' }).click();
  await page
    .getByRole('button', { name: /Press to widen this moment/ })
    .first()
    .click();
  await expect(page.locator('.timeline-lens')).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.locator('.timeline-lens')).toHaveCount(0);
  await from.focus();
  await page.keyboard.press('ArrowRight');
  await expect(from).not.toHaveAttribute('aria-valuenow', atFirst ?? '');
});

test('branches are rails of the whole run, and one is gone to from there', async ({ page }) => {
  await openPage(page);
  await page.evaluate(async () => {
    await window.podarium.pause();
    await window.podarium.advance(20_000);
    await window.podarium.seek(10_000);
    await window.podarium.fork('other');
  });
  const main = page.getByRole('button', { name: 'Go to branch main' });
  await expect(main).not.toHaveAttribute('data-current');
  await main.click();
  await expect(main).toHaveAttribute('data-current', 'true');
});
