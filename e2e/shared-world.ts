/** A page with the open world for all tests of a worker that leave it as they found it: opened once, not each time. */
import { test as base, type Browser, type Page, type WorkerInfo } from '@playwright/test';
import { openWorld } from './world.ts';

interface Shared {
  readonly deskPage: Page;
  readonly phonePage: Page;
}

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** After a test that failed the worker is a new one, so what it left behind harms nobody. */
export const test = base.extend<object, Shared>({
  deskPage: [
    async ({ browser }, use, { project }) => {
      const page = await openShared(browser, project.use);
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
  phonePage: [
    async ({ browser }, use, { project }) => {
      const page = await openShared(browser, { ...project.use, ...phone });
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],
});

/** Colours stand still, so that none is read on its way to another. */
async function openShared(browser: Browser, options: WorkerInfo['project']['use']): Promise<Page> {
  const { baseURL, viewport, locale, timezoneId, hasTouch } = options;
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    ...(baseURL === undefined ? {} : { baseURL }),
    ...(viewport === undefined ? {} : { viewport }),
    ...(locale === undefined ? {} : { locale }),
    ...(timezoneId === undefined ? {} : { timezoneId }),
    ...(hasTouch === undefined ? {} : { hasTouch }),
  });
  const page = await context.newPage();
  await openWorld(page);
  return page;
}
