import { expect, test, type Page } from '@playwright/test';
import { apply, openPaused } from './harness.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function openEditor(page: Page): Promise<void> {
  // The still text, or the editor itself where it has come by itself meanwhile.
  await page.locator('.editor-still, .editor-monaco .view-line').first().click();
  await expect(page.locator('.editor-monaco .monaco-editor.focused')).toBeVisible();
}

async function replaceText(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press('ControlOrMeta+v');
}

const suggestions = (page: Page) => page.locator('.suggest-widget.visible .monaco-list-row');
const note = (page: Page) => page.getByRole('complementary', { name: 'Explanation of the field' });
const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n';

test('completion brings required fields first, and the words of the cluster', async ({ page }) => {
  await openPaused(page);
  await apply(page, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  mode: fast\n');
  await openEditor(page);
  await replaceText(page, `${pod}  `);
  await page.keyboard.press('Control+Space');
  await expect(suggestions(page).first()).toContainText('containers', { timeout: 20_000 });
  await page.keyboard.press('Enter');
  await expect(page.locator('.editor-monaco .view-line', { hasText: '- name:' })).toBeVisible();
  await page.keyboard.type('a');
  await page.keyboard.press('Escape');
  await replaceText(page, `${pod}  volumes:\n    - name: v\n      configMap:\n        name: `);
  await page.keyboard.press('Control+Space');
  await expect(suggestions(page).filter({ hasText: 'settings' })).toBeVisible();
});

test('a kind of the cluster brings its apiVersion and its fields', async ({ page }) => {
  await openPaused(page);
  await apply(
    page,
    JSON.stringify({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'crontabs.stable.example.com' },
      spec: {
        group: 'stable.example.com',
        scope: 'Namespaced',
        names: { plural: 'crontabs', kind: 'CronTab' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: {
                    type: 'object',
                    properties: { cronSpec: { type: 'string', description: 'When it runs.' } },
                  },
                },
              },
            },
          },
        ],
      },
    }),
  );
  await page.evaluate(() => window.podarium.advance(window.podarium.now().headMs + 5000));
  await openEditor(page);
  await replaceText(page, 'kind: CronT');
  await page.keyboard.press('Control+Space');
  await expect(suggestions(page).filter({ hasText: 'CronTab' })).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Enter');
  await expect(page.locator('.editor-monaco .view-line', { hasText: 'stable.example.com/v1' })).toBeVisible();
  await page.keyboard.press('Escape');
  await replaceText(
    page,
    'apiVersion: stable.example.com/v1\nkind: CronTab\nmetadata:\n  name: a\nspec:\n  cronSpec: x',
  );
  await page.keyboard.press('Alt+F1');
  await expect(note(page)).toContainText('When it runs.');
});

test('the field at the cursor is explained, by key and by button, with what the cluster has there', async ({
  page,
}) => {
  await openPaused(page);
  await openEditor(page);
  await page.locator('.editor-monaco .view-line', { hasText: 'replicas' }).click();
  await page.keyboard.press('Alt+F1');
  await expect(note(page)).toContainText('deployment.spec.replicas');
  await expect(note(page)).toContainText('integer');
  await expect(note(page)).toContainText('desired pods');
  await expect(note(page)).toContainText('Managed by');
  await page.keyboard.press('ArrowDown');
  await expect(note(page)).toContainText('deployment.spec.selector');
  await page.keyboard.press('Escape');
  await expect(note(page)).toBeHidden();
  await page.getByRole('button', { name: 'Explain this field' }).click();
  await expect(note(page)).toBeVisible();
  await note(page).getByRole('button', { name: 'Close the explanation' }).click();
  await expect(note(page)).toBeHidden();
});

test('the margin says how each document stands, and leads to the canvas', async ({ page }) => {
  await openPaused(page);
  await openEditor(page);
  const glyph = page.locator('.editor-monaco .doc-glyph');
  await expect(glyph.first()).toHaveClass(/doc-ready/);
  const input = page.locator('.editor-monaco').locator('textarea, [role="textbox"]').first();
  await expect(input).toHaveAccessibleDescription(/Deployment web: .*Escape frees the Tab key/);
  await glyph.first().click();
  await expect(page.locator('.editor-monaco .doc-selected').first()).toBeAttached();
  await replaceText(page, `${pod}  containers: []\n`);
  await expect(glyph.first()).toHaveClass(/doc-absent/);
});

test('the Tab key is no trap', async ({ page }) => {
  await openPaused(page);
  await openEditor(page);
  const focused = page.locator('.editor-monaco .monaco-editor.focused');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(focused).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(focused).toBeVisible();
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Tab');
  await expect(focused).toBeVisible();
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Tab');
  await expect(focused).toHaveCount(0);
});

test('a megabyte and an alias bomb leave the page alive while fields are explained', async ({ page }) => {
  await openPaused(page);
  await openEditor(page);
  await page.keyboard.press('Alt+F1');
  await expect(note(page)).toBeVisible();
  const long = Array.from({ length: 20_000 }, (_none, index) => `  key${index}: "${'x'.repeat(30)}"`).join(
    '\n',
  );
  const bomb = Array.from('bcdefghijk', (name, index) => {
    const aliases = Array(9).fill(`*${'abcdefghij'[index]}`).join(', ');
    return `${name}: &${name} [${aliases}]`;
  }).join('\n');
  for (const text of [
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: long\ndata:\n${long}`,
    `apiVersion: v1\nkind: ConfigMap\na: &a [x, x, x, x, x, x, x, x, x]\n${bomb}\ndata:`,
  ]) {
    await replaceText(page, text);
    await expect(note(page)).toContainText('configmap.');
    await page.keyboard.press('Control+Space');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => window.podarium.now().headMs)).toBeGreaterThan(0);
    if (!(await note(page).isVisible())) await page.keyboard.press('Alt+F1');
  }
});
