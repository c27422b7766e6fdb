import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { advance, expectCheck, nginxDeployment, openPaused } from './harness.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Kubernetes' own example where it stands beside the project. */
const published = fileURLToPath(
  new URL(
    '../../shared/manifests/kubernetes-website/content/en/examples/application/deployment.yaml',
    import.meta.url,
  ),
);
const deployment = existsSync(published) ? readFileSync(published, 'utf8') : nginxDeployment;

/** Clicks the still text, and waits for the editor that takes its place. */
async function openEditor(page: Page): Promise<void> {
  // The editor takes its picture's place by itself, too.
  await page.locator('.editor-still, .editor-monaco .view-line').first().click();
  await expect(page.locator('.editor-monaco .view-line').first()).toBeVisible();
  await expect(page.locator('.editor-monaco .monaco-editor.focused')).toBeVisible();
}

async function replaceText(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  // Pasted, as typing would indent each line once more.
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press('ControlOrMeta+v');
}

async function apply(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
}

const outcome = (page: Page) => page.locator('.editor-foot [role="status"]');

/** The number of the line that a tint stands on, as the editor's margin says it. */
const refusedLines = (page: Page) => page.locator('.editor-monaco .refused-number');

test('a manifest is written and applied', async ({ page }) => {
  await openPaused(page);
  await openEditor(page);
  await replaceText(page, deployment);
  await apply(page);
  await expect(outcome(page)).toHaveText('1 object applied');
  const { name } = /name: (?<name>\S+)/.exec(deployment)!.groups!;
  const { replicas } = /replicas: (?<replicas>\d+)/.exec(deployment)!.groups!;
  await advance(page, 30);
  await expectCheck(page, `deployments.apps/default/${name} status.readyReplicas == ${replicas}`);
  await expect(page.locator(`[role="treegrid"] [data-key^="pods/default/${name}-"]`)).toHaveCount(
    Number(replicas),
  );
  for (const pod of await page.locator(`[role="treegrid"] [data-key^="pods/default/${name}-"]`).all())
    await expect(pod).toContainText('Running 1/1');

  await apply(page);
  await expect(outcome(page)).toHaveText('Nothing to change');
});

test('a wrong field gets the words of the server on its line, and nothing is applied', async ({ page }) => {
  await openPaused(page);
  await openEditor(page);
  const wrong = nginxDeployment.replace('  replicas: 3', '  replcias: 3');
  await replaceText(page, `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: first\n---\n${wrong}`);
  const hash = await page.evaluate(() => window.podarium.stateHash());
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(outcome(page)).toContainText('Nothing was applied');
  const note = page.locator('.refusal');
  await expect(note).toContainText('spec.replcias: unknown field');
  await expect(refusedLines(page)).toHaveText('13');
  await expectCheck(page, 'configmaps/default/first absent');
  await expectCheck(page, 'deployments.apps/default/nginx-deployment absent');
  expect(await page.evaluate(() => window.podarium.stateHash())).toBe(hash);
});

test('a wrong value gets the words of the server on its line', async ({ page }) => {
  await openPaused(page);
  await openEditor(page);
  await replaceText(
    page,
    nginxDeployment.replace('      app: nginx\n  template', '      app: other\n  template'),
  );
  await apply(page);
  await expect(page.locator('.refusal')).toContainText('`selector` does not match template `labels`');
  await expect(outcome(page)).toContainText('Nothing was applied');
  await expectCheck(page, 'deployments.apps/default/nginx-deployment absent');
});

test('text that is no YAML says where', async ({ page }) => {
  await openPaused(page);
  await openEditor(page);
  await replaceText(page, 'apiVersion: v1\nkind: [oops\n');
  await apply(page);
  await expect(page.locator('.refusal')).toContainText('This cannot be read');
  await expect(outcome(page)).toContainText('Nothing was applied');
});

test('several documents are applied as one', async ({ page }) => {
  await openPaused(page);
  await openEditor(page);
  await replaceText(
    page,
    `${nginxDeployment}---\napiVersion: v1\nkind: Service\nmetadata:\n  name: nginx\nspec:\n  selector: {app: nginx}\n  ports: [{port: 80}]\n`,
  );
  await apply(page);
  await expect(outcome(page)).toHaveText('2 objects applied');
  await expectCheck(page, 'services/default/nginx exists');
  await advance(page, 30);
  await expectCheck(page, 'deployments.apps/default/nginx-deployment status.readyReplicas == 3');
});

test('the editor completes and explains after the schema of the kind', async ({ page }) => {
  await openPaused(page);
  await openEditor(page);
  await replaceText(page, 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  repli');
  await page.keyboard.press('Control+Space');
  const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
  await expect(suggestions.filter({ hasText: 'replicas' }).first()).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Escape');

  await replaceText(page, 'kind: Deployment\napiVersion: apps/v1\nspec:\n  replicas: 3');
  const explanation = page.locator('.monaco-hover').filter({ hasText: /desired pods/i });
  // The editor asks when the pointer moves: once more, when its reference had not come yet.
  await expect(async () => {
    await page.mouse.move(0, 0);
    await page.locator('.editor-monaco .view-line', { hasText: 'replicas' }).getByText('replicas').hover();
    await expect(explanation.first()).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 30_000 });
});
