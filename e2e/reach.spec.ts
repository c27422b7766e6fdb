/** An enlarged page, a narrow one, forced colours and reduced motion: nothing is lost, nothing moves. */
import { expect, test, type Page } from '@playwright/test';
import { advance, row } from './harness.ts';
import { aPod, openWorld } from './world.ts';

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

/** Words that are cut off with no way to read the rest, and bars whose parts lie on each other, as lines. */
async function unreadable(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    // Drawn by coordinates, scrolled, or a library's own.
    const apart = '.monaco-editor, .xterm, .react-flow, .timeline, .canvas-tree, .visually-hidden, .minimap';
    const isSeen = (element: Element): boolean =>
      element.closest(apart) === null && element.checkVisibility({ visibilityProperty: true });
    const texts = 'button, label, [role="tab"], [role="radio"], h1, h2, h3, p, dt, dd';
    for (const element of document.querySelectorAll<HTMLElement>(texts)) {
      if (!isSeen(element) || element.clientWidth < 2) continue;
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      // What ends in an ellipsis says so, and is told whole elsewhere.
      const isCutAcross =
        element.scrollWidth > element.clientWidth + 1 &&
        overflowX !== 'visible' &&
        textOverflow !== 'ellipsis';
      const isCutDown = element.scrollHeight > element.clientHeight + 2 && overflowY === 'hidden';
      if (isCutAcross || isCutDown) found.push(`cut off: ${element.innerText.slice(0, 40)}`);
    }
    for (const bar of document.querySelectorAll('.top-bar, .phone-top, .phone-bar, .transport, .dock-bar')) {
      const parts = [...bar.children].filter(isSeen).map((part) => part.getBoundingClientRect());
      for (const [at, a] of parts.entries())
        for (const b of parts.slice(at + 1)) {
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (across > 1 && down > 1) found.push(`parts of ${bar.className} lie on each other`);
        }
    }
    return found;
  });
}

/** Sizes are told in px, so the page grows with the browser's zoom; its setting for text must do no harm. */
for (const [name, size] of [
  ['with the text of the browser at 200 %', { width: 1440, height: 900 }],
  ['with the page at 200 %', { width: 720, height: 450 }],
] as const)
  test(`${name} all words can be read and all controls reached`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'));
    });
    await openWorld(page);
    await expect.poll(() => lost(page, 24)).toEqual([]);
    expect(await unreadable(page)).toEqual([]);
    const pod = await aPod(page);
    await row(page, pod).press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: pod.split('/')[2]! })).toBeVisible();
    expect(await unreadable(page)).toEqual([]);
    await page.keyboard.press('Control+,');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await unreadable(page)).toEqual([]);
  });
