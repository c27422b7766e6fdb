/** An enlarged page, a narrow one, forced colours and reduced motion: nothing is lost, nothing moves. */
import { expect, test, type Page } from '@playwright/test';
import { advance } from './harness.ts';
import { openWorld } from './world.ts';

/** Controls that cannot be reached or are too small, as lines. */
async function lost(page: Page, smallest: number): Promise<readonly string[]> {
  return page.evaluate((least) => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const found: string[] = [];
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push('the page scrolls');
    const controls = 'button, a[href], input, select, [role="slider"], [role="tab"]';
    // Words of the library's maker are a link in a text; lanes and what scrolls with them are reached by scrolling.
    const apart =
      '.react-flow__attribution, .skip-link, .canvas-tree, .monaco-editor, .timeline-scroll, .timeline-lanes';
    for (const control of document.querySelectorAll<HTMLElement>(controls)) {
      const isSeen = control.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!isSeen || control.closest(apart) !== null) continue;
      const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
      const name = control.ariaLabel ?? control.textContent ?? '';
      const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
      if (middle.x < 0 || middle.x > innerWidth || middle.y < 0 || middle.y > innerHeight)
        found.push(`${name} is outside`);
      if (width < least || height < least) found.push(`${name} is ${width} by ${height}`);
    }
    return found;
  }, smallest);
}

for (const [name, width, height] of [
  ['a desk', 1440, 900],
  ['a desk enlarged to 200 %', 720, 450],
  ['a desk enlarged to 150 %', 960, 600],
  ['a width of 320', 320, 640],
] as const)
  test(`on ${name} every control is in reach and large enough`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openWorld(page);
    await expect.poll(() => lost(page, 24)).toEqual([]);
  });

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('what is pressed is as large as a finger', async ({ page }) => {
    await openWorld(page);
    await expect.poll(() => lost(page, 24)).toEqual([]);
    for (const button of await page.locator(':is(.phone-top, .phone-bar) button').all()) {
      const box = await button.boundingBox();
      if (box === null) continue;
      expect(Math.min(box.width, box.height), await button.innerText()).toBeGreaterThanOrEqual(44);
    }
  });
});

test('with reduced motion nothing moves, whatever happens', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWorld(page);
  await page.evaluate(() => window.podarium.kubectl('delete pod --all'));
  await advance(page, 3);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  const running = (): Promise<number> =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  await expect.poll(running).toBe(0);
});

test('in forced colours what is chosen is told by a line', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openWorld(page);
  const tab = page.locator('[role="tab"][aria-selected="true"]').first();
  await expect(tab).toHaveCSS('outline-style', 'solid');
});
