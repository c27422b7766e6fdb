/** The gallery looks as it did: our parts in all their states, against pictures kept beside this file. */
import { expect, test } from '@playwright/test';

const pages = ['states', 'controls', 'story'] as const;

for (const theme of ['light', 'dark'] as const) {
  for (const name of pages) {
    test(`${name} in ${theme} colours look as before`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(`/gallery.html?page=${name}&theme=${theme}`);
      await expect(page.locator('#root > *').first()).toBeVisible();
      await page.evaluate(() => document.fonts.ready);
      await expect(page).toHaveScreenshot(`${name}-${theme}.png`, { fullPage: true });
    });
  }
}
