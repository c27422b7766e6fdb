import { expect, test, type Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { openPage, ready } from './harness.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function left(page: Page, name: string): Promise<number> {
  return (await panel(page, name).boundingBox())?.x ?? -1;
}

async function choose(page: Page, menu: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

test('timeline and terminal share the bottom, by pointer and by keys', async ({ page }) => {
  await openPage(page);
  await expect(tab(page, 'Timeline')).toHaveAttribute('aria-selected', 'true');
  await tab(page, 'Terminal').click();
  await expect(panel(page, 'Terminal')).toBeVisible();
  await expect(panel(page, 'Timeline')).toHaveCount(0);
  await page.keyboard.press('Control+Backquote');
  await expect(panel(page, 'Timeline')).toBeVisible();
  await tab(page, 'Timeline').focus();
  await page.keyboard.press('ArrowRight');
  await expect(panel(page, 'Terminal')).toBeVisible();
});

test('a panel goes where its menu says, and stands there after a reload', async ({ page }) => {
  await openPage(page);
  await choose(page, 'Timeline: place and size', 'Dock left');
  await expect(tab(page, 'Manifests')).toBeVisible();
  expect(await left(page, 'Timeline')).toBe(0);
  await page.reload();
  await ready(page);
  expect(await left(page, 'Timeline')).toBe(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or run' }).fill('reset the layout');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'Timeline')).toHaveAttribute('aria-selected', 'true');
  await expect(tab(page, 'Manifests')).toHaveCount(0);
  expect(await faultsOf(page, '.dock-bottom')).toEqual([]);
});

test('a head that is dragged to an edge docks there', async ({ page }) => {
  await openPage(page);
  await tab(page, 'Terminal').hover();
  await page.mouse.down();
  await page.mouse.move(1380, 300, { steps: 10 });
  await expect(page.locator('.drop-zone[data-dock="right"]')).toHaveAttribute('data-over', 'true');
  await page.keyboard.press('Escape');
  await expect(page.locator('.drop-zone')).toHaveCount(0);
  await page.mouse.up();
  await tab(page, 'Terminal').hover();
  await page.mouse.down();
  await page.mouse.move(1380, 300, { steps: 10 });
  await page.mouse.up();
  await expect(panel(page, 'Terminal')).toBeVisible();
  await expect.poll(() => left(page, 'Terminal')).toBeGreaterThan(1000);
  await expect(panel(page, 'Timeline')).toBeVisible();
});

test('a head that is pressed twice has the page, and Escape gives it back', async ({ page }) => {
  await openPage(page);
  const before = await panel(page, 'Timeline').boundingBox();
  await tab(page, 'Timeline').dblclick();
  await expect.poll(async () => (await panel(page, 'Timeline').boundingBox())?.height).toBeGreaterThan(700);
  await page.keyboard.press('Escape');
  await expect.poll(() => panel(page, 'Timeline').boundingBox()).toEqual(before);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or run' }).fill('manifests: maximise');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await panel(page, 'Manifests').boundingBox())?.width).toBe(1440);
  await expect(page.getByRole('button', { name: /^(Play|Pause)$/ })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a hidden panel comes back by its command', async ({ page }) => {
  await openPage(page);
  await choose(page, 'Timeline: place and size', 'Hide');
  await expect(panel(page, 'Timeline')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or run' }).fill('timeline: show');
  await page.keyboard.press('Enter');
  await expect(panel(page, 'Timeline')).toBeVisible();
});

test('a panel is carried by keys from its tab, and the focus goes with it', async ({ page }) => {
  await openPage(page);
  await tab(page, 'Terminal').click();
  await tab(page, 'Terminal').focus();
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect.poll(() => left(page, 'Terminal')).toBe(0);
  await expect(tab(page, 'Terminal')).toBeFocused();
  await page.keyboard.press('Control+Shift+ArrowDown');
  await expect(tab(page, 'Terminal')).toBeFocused();
  await expect.poll(async () => (await panel(page, 'Terminal').boundingBox())?.y).toBeGreaterThan(500);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or run' }).fill('move a panel');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'Timeline: dock left' })).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 1180, height: 820 } });

  /** One finger, as the browser itself hears it. */
  async function finger(page: Page) {
    const session = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number, y?: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: x === undefined || y === undefined ? [] : [{ x, y }],
      });
    return {
      down: (x: number, y: number) => send('touchStart', x, y),
      move: (x: number, y: number) => send('touchMove', x, y),
      up: () => send('touchEnd'),
    };
  }

  test('a finger that rests on a head lifts the panel; the edges say where it may go', async ({ page }) => {
    await openPage(page);
    const head = (await tab(page, 'Terminal').boundingBox())!;
    const [x, y] = [head.x + head.width / 2, head.y + head.height / 2];
    const touch = await finger(page);
    const zones = page.locator('.drop-zone');
    await touch.down(x, y);
    await expect(zones).toHaveCount(3);
    await touch.move(600, 300);
    await touch.move(1150, 300);
    await expect(page.locator('.drop-zone[data-dock="right"]')).toHaveAttribute('data-over', 'true');
    await touch.up();
    await expect(zones).toHaveCount(0);
    await expect.poll(() => left(page, 'Terminal')).toBeGreaterThan(700);
  });

  test('a finger that moves at once lifts nothing, and one that lets go in the middle moves nothing', async ({
    page,
  }) => {
    await openPage(page);
    const head = (await tab(page, 'Terminal').boundingBox())!;
    const [x, y] = [head.x + head.width / 2, head.y + head.height / 2];
    const touch = await finger(page);
    await touch.down(x, y);
    await touch.move(x + 30, y);
    await touch.up();
    await touch.down(x, y);
    await expect(page.locator('.drop-zone')).toHaveCount(3);
    await touch.move(590, 250);
    await touch.up();
    await expect(page.locator('.drop-zone')).toHaveCount(0);
    await expect(tab(page, 'Terminal')).toBeVisible();
  });
});
