import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/chromium.mjs';

const port = 4174;
const executablePath = findChromium();

/** Browser tests drive the production build in the system's Chromium, on a port apart from `npm start`'s. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: {
    timeout: 10_000,
    // Another release of the browser may draw the edge of a letter otherwise; a part that moved changes more.
    toHaveScreenshot: { maxDiffPixelRatio: 0.005, animations: 'disabled' },
  },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  fullyParallel: false,
  // One for each core of the smallest machine; tests of one file share a browser and follow each other.
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  // A shared machine may stand still for seconds; what fails twice is broken, what fails once is told as flaky.
  retries: 1,
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    // A trace of every test would cost a third of the time; the second try of one that failed has it.
    trace: 'on-first-retry',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // No sandbox and little shared memory in containers; the same pixels and colours everywhere.
      args: [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--force-color-profile=srgb',
        '--font-render-hinting=none',
      ],
    },
  },
  webServer: {
    command: `node scripts/start.mjs --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 180_000,
  },
});
