/** Axe in the page itself: its half megabyte is brought once a page. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

interface Choice {
  readonly type: 'tag' | 'rule';
  readonly values: readonly string[];
}

declare global {
  interface Window {
    readonly axe?: {
      run: (
        context: { readonly include: readonly string[]; readonly exclude: readonly string[] },
        options: { readonly runOnly: Choice; readonly resultTypes: readonly string[] },
      ) => Promise<AxeResults>;
    };
  }
}

const everything: Choice = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const colours: Choice = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in a part of the page, as lines that say where. The page has no frames of its own. */
export async function faultsOf(page: Page, within = 'html', onlyColours = false): Promise<string[]> {
  await page.locator(within).first().waitFor();
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(await source);
  const violations = await page.evaluate(
    async ({ part, runOnly }) => {
      const context = { include: [part], exclude: ['.tooltip'] };
      return (await window.axe!.run(context, { runOnly, resultTypes: ['violations'] })).violations;
    },
    { part: within, runOnly: onlyColours ? colours : everything },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}
