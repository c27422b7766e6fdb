import { expect, test, type Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { chooseFrom, expectCheck, openPage } from './harness.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const screen = (page: Page) => page.locator('.xterm-rows');

/** Opens the page with its terminal, in a cluster that runs ten times as fast. */
async function openTerminal(page: Page): Promise<void> {
  await openPage(page);
  await page.evaluate(() => window.podarium.speed(10));
  await page.keyboard.press('Control+Backquote');
  await expect(screen(page)).toContainText('$');
}

async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

test('lines are typed, completed, piped and kept in the history', async ({ page }) => {
  await openTerminal(page);
  await type(page, 'kubectl wait --for=condition=Available deploy/web --timeout=5m');
  await expect(screen(page)).toContainText('deployment.apps/web condition met');
  await page.keyboard.type('k get depl');
  await page.keyboard.press('Tab');
  await expect(screen(page)).toContainText('k get deployments');
  await page.keyboard.type('we');
  await page.keyboard.press('Tab');
  await type(page, "-o jsonpath='{.status.readyReplicas}' | sed 's/4/four ready/'");
  await expect(screen(page)).toContainText('four ready');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Control+A');
  await type(page, '# ');
  await type(page, 'clear');
  await type(page, 'history | tail -3');
  await expect(screen(page)).toContainText('# k get deployments web');
});

test('a heredoc applies, a file of the editor is edited and written', async ({ page }) => {
  await openTerminal(page);
  for (const line of [
    'kubectl apply -f - <<EOF',
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata: {name: greeting}',
    'EOF',
  ]) {
    await type(page, line);
  }
  await expect(screen(page)).toContainText('configmap/greeting created');
  await type(page, 'kubectl get cm greeting -o yaml > greeting.yaml && ls');
  await expect(page.getByRole('tab', { name: 'greeting.yaml' })).toBeVisible();
  await type(page, 'vi greeting.yaml');
  await expect(page.getByRole('tab', { name: 'greeting.yaml', selected: true })).toBeVisible();
});

test('kubectl edit opens in the editor, and saving changes the cluster', async ({ page }) => {
  await openTerminal(page);
  await type(page, 'kubectl edit deploy web');
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  await page
    .getByRole('textbox', { name: /^Manifest kubectl-edit/ })
    .first()
    .click();
  await expect(page.locator('.editor-monaco .monaco-editor.focused')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+A');
  const changed = await page.evaluate(async () => {
    const { stdout } = await window.podarium.kubectl('kubectl get deploy web -o json');
    const deployment = JSON.parse(stdout) as { spec: { replicas: number } };
    deployment.spec.replicas = 2;
    return JSON.stringify(deployment);
  });
  await page.evaluate((text) => navigator.clipboard.writeText(text), changed);
  await page.keyboard.press('ControlOrMeta+V');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(screen(page)).toContainText('deployment.apps/web edited');
  await expectCheck(page, 'deployments.apps/default/web spec.replicas == 2');
  await expect(page.getByRole('button', { name: 'Apply' })).toBeVisible();
});

test('a watch ends with Ctrl+C, a shell in a container with exit', async ({ page }) => {
  await openTerminal(page);
  await type(
    page,
    'kubectl wait --for=condition=Ready pod --all --timeout=5m >/dev/null && kubectl get pods -w',
  );
  await expect(screen(page)).toContainText('1/1');
  await page.keyboard.press('Control+C');
  await type(page, 'kubectl exec -it deploy/web -- sh');
  await expect(screen(page)).toContainText('# ');
  await type(page, 'echo "in $HOSTNAME" | cut -c1-6');
  await expect(screen(page)).toContainText('in web');
  await type(page, 'exit');
  await expect(screen(page)).toContainText('exit$');
  await type(page, 'echo back at home');
  await expect(screen(page)).toContainText('back at home');
});

test('a forwarded port answers in a small view', async ({ page }) => {
  await openTerminal(page);
  await type(
    page,
    'kubectl wait --for=condition=Available deploy/web --timeout=5m; kubectl port-forward deploy/web 8080:80',
  );
  await expect(screen(page)).toContainText('Forwarding from 127.0.0.1:8080 -> 80');
  await page.getByRole('button', { name: 'Get', exact: true }).click();
  await expect(page.locator('.forward-answer')).toContainText('Welcome to nginx!');
  await page.getByRole('button', { name: 'Stop forwarding' }).click();
  await type(page, 'curl localhost:8080');
  await expect(screen(page)).toContainText('Connection refused');
});

test('what is done by mouse can be read and run as a line', async ({ page }) => {
  await openTerminal(page);
  await chooseFrom(page, 'Break something', ['Cut the power of a node', 'node-2']);
  const line = page.getByRole('button', { name: 'kubectl patch machine node-2' });
  await expect(line).toBeVisible();
  await line.click();
  await page.keyboard.press('Control+U');
  await type(page, 'kubectl patch machine node-2 --type=merge -p \'{"spec":{"power":"On"}}\'');
  await expectCheck(page, 'machines.podarium.dev//node-2 spec.power == On');
});

test('the terminal is open to everybody, and stays as it was when it is closed', async ({ page }) => {
  await openTerminal(page);
  await type(page, 'echo kept');
  await expect(screen(page)).toContainText('kept');
  expect(await faultsOf(page, '.terminal')).toEqual([]);
  await page.keyboard.press('Control+Backquote');
  await expect(page.locator('.terminal')).toHaveCount(0);
  await page.keyboard.press('Control+Backquote');
  await expect(screen(page)).toContainText('kept');
});
