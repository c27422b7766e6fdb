/** The gallery looks as it did: all parts in all their states, against pictures kept beside this file. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { shrinkPng } from '../scripts/small-png.mjs';

/** Sections don't know of each other: two browsers may share them. */
test.describe.configure({ mode: 'parallel', timeout: 120_000 });
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const sections = [
  'type',
  'colours',
  'icons',
  'controls',
  'pods',
  'canvas',
  'inside',
  'machines',
  'relations',
  'time',
  'branches',
  'inspector',
  'why',
  'editor',
  'notes',
  'dialogs',
];

test('each section of the gallery has its pictures', async ({ page }) => {
  await page.goto('/gallery.html?section=type');
  const named = page.getByRole('navigation', { name: 'Sections' }).locator('li a');
  await expect(named).toHaveCount(sections.length);
  const addresses = await named.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(addresses).toEqual(sections.map((name) => `?section=${name}`));
});

for (const name of sections)
  test(`${name}: looks as before in light and in dark colours`, async ({ page }) => {
    await page.goto(`/gallery.html?section=${name}`);
    const section = page.locator('.gallery-section');
    await stands(page);
    await looksAs(section, `${name}-light.png`);
    await page.getByRole('radio', { name: 'Dark' }).click();
    await looksAs(section, `${name}-dark.png`);
  });

const abroad = [
  { scene: 'near', language: 'de', width: 1120, height: 720 },
  { scene: 'trouble', language: 'de', width: 1120, height: 720 },
  { scene: 'timeline', language: 'de', width: 1120, height: 560 },
  { scene: 'settings', language: 'de', width: 736, height: 640 },
  { scene: 'trouble', language: 'ar-XB', width: 1120, height: 720 },
  { scene: 'settings', language: 'ar-XB', width: 736, height: 640 },
  { scene: 'refused', language: 'ar-XB', width: 360, height: 480 },
] as const;

test('some parts look as before in German and from right to left', async ({ page }) => {
  for (const { scene, language, width, height } of abroad) {
    await page.setViewportSize({ width, height });
    await page.goto(`/gallery.html?scene=${scene}&lang=${language}`);
    await expect(page.locator('html')).toHaveAttribute('data-scene', 'stands', { timeout: 60_000 });
    await looksAs(page.locator('body'), `${scene}-${language}.png`);
  }
});

/** All frames have come to rest, and none has failed. */
async function stands(page: Page): Promise<void> {
  await expect(page.locator('.gallery-section h2')).toBeVisible();
  await expect(page.locator('.gallery-scene[data-state="comes"]')).toHaveCount(0, { timeout: 60_000 });
  expect(await page.locator('.gallery-scene [role="alert"]').allTextContents()).toEqual([]);
  // Several frames would each have the focus: none has it now.
  await page.getByRole('radio', { name: 'Light' }).click();
  await page.evaluate(() => document.fonts.ready);
}

/** Pictures are kept with few colours, so that all of them are small. */
async function looksAs(part: Locator, name: string): Promise<void> {
  const keeps = test.info().config.updateSnapshots === 'all';
  const picture = await restingPicture(part);
  expect(keeps ? await shrinkPng(part.page(), picture) : picture).toMatchSnapshot(name, {
    // Another release of the browser may draw the edge of a letter otherwise; a part that moved changes more.
    maxDiffPixelRatio: 0.003,
  });
}

/** Two in a row that are the same. */
async function restingPicture(part: Locator): Promise<Buffer> {
  let before: Buffer = Buffer.alloc(0);
  let picture: Buffer = Buffer.alloc(0);
  await expect
    .poll(
      async () => {
        before = picture;
        picture = await part.screenshot({ animations: 'disabled', caret: 'hide' });
        return picture.equals(before);
      },
      { timeout: 20_000, intervals: [50, 100, 200] },
    )
    .toBe(true);
  return picture;
}
