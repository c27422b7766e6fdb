/** What goes wrong can be caused, planned, seen and ended by hand, with what the API server thinks of it. */
import { expect, test, type Page } from '@playwright/test';
import { advance, apply, eventsOf, expectCheck, list, openPaused, row } from './harness.ts';
import { cardOf, containerIn, lookAt, openStepping, says, step, stepUntil } from './pod-journey.ts';

const pod = (name: string, container = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  containers:
  - name: app
    image: nginx:1.29
${container}`;

const probed = (kind: string): string =>
  `    ${kind}: {httpGet: {path: /, port: 80}, periodSeconds: 5, failureThreshold: 2}\n`;

const form = (page: Page) => page.getByRole('dialog', { name: 'Cause a fault' });

/** Opens the form from the menu of a pod's card. */
async function ask(page: Page, name: string): Promise<ReturnType<typeof form>> {
  await cardOf(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Cause a fault…' }).click();
  await expect(form(page)).toBeVisible();
  return form(page);
}

const faults = (page: Page) => list(page, '/apis/podarium.dev/v1alpha1/faults');

test('memory leaks until the limit ends the container', async ({ page }) => {
  await openStepping(page);
  await apply(page, pod('leaky', '    resources: {limits: {memory: 64Mi}}\n'));
  await advance(page, 10);
  const dialog = await ask(page, 'leaky');
  await dialog.getByRole('radio', { name: 'MemoryLeak' }).check();
  await expect(dialog.getByRole('status')).toHaveText('Strikes 1 running container now.');
  await dialog.getByLabel('Grows each second by').fill('4Mi');
  await expect(dialog.getByRole('group', { name: 'Fault in YAML' })).toContainText('rate: 4Mi');
  await expect(dialog.getByRole('group', { name: 'kubectl line' })).toContainText('"rate":"4Mi"');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(cardOf(page, 'leaky')).toContainText('leaks 4Mi/s');
  await expect(row(page, 'pods/default/leaky')).toContainText('leaks 4Mi/s');
  const inspector = await lookAt(page, 'leaky');
  const container = containerIn(inspector, 'app');
  expect(await stepUntil(page, says(container, 'OOMKilled'), 30)).toBeGreaterThan(5);
  // In force until somebody ends it: what starts again leaks again.
  const inForce = inspector.getByRole('listitem').filter({ hasText: 'rate 4Mi' });
  await expect(inForce).toContainText('MemoryLeak');
  await inForce.getByRole('button', { name: 'End it' }).click();
  await expect(inForce).toBeHidden();
  await expect(cardOf(page, 'leaky')).not.toContainText('leaks');
  expect(await faults(page)).toEqual([]);
});

test('a container that hangs is restarted by its liveness probe; all of it by keyboard', async ({ page }) => {
  await openStepping(page);
  await apply(page, pod('stuck', probed('livenessProbe')));
  await advance(page, 10);
  await row(page, 'pods/default/stuck').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Cause a fault…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = form(page);
  await expect(dialog.getByRole('radio', { name: 'ContainerExit' })).toBeFocused();
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'Hang' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(row(page, 'pods/default/stuck')).toBeFocused();
  await expect(cardOf(page, 'stuck')).toContainText('hangs');
  await advance(page, 60);
  const events = (await eventsOf(page, 'stuck')).join('\n');
  expect(events).toContain('Unhealthy: Liveness probe failed');
  expect(events).toContain('Killing: Container app failed liveness probe, will be restarted');
});

test('a planned fault strikes at its moment, unless it is cancelled', async ({ page }) => {
  await openStepping(page);
  await apply(page, pod('doomed'));
  await advance(page, 10);
  const plan = async (): Promise<void> => {
    const dialog = await ask(page, 'doomed');
    await dialog.getByRole('radio', { name: 'OOMKill' }).check();
    await dialog.getByRole('radio', { name: 'In', exact: true }).click();
    await dialog.getByLabel('Seconds from now').fill('8');
    await dialog.getByRole('button', { name: 'Plan it' }).click();
    await expect(dialog).toBeHidden();
  };
  const mark = page.getByRole('button', { name: 'OOMKill, planned' });
  await plan();
  await mark.click();
  await page.getByRole('menuitem', { name: 'Cancel OOMKill' }).click();
  await expect(mark).toBeHidden();
  await plan();
  await expect(mark).toBeVisible();
  await step(page, 7);
  await expectCheck(page, 'pods/default/doomed status.containerStatuses.0.restartCount == 0');
  await step(page, 3);
  await expect(row(page, 'pods/default/doomed')).toContainText('1 restart');
  await expect(mark).toBeHidden();
});

test('a fault that is ended lets go', async ({ page }) => {
  await openStepping(page);
  await apply(page, pod('shy', probed('readinessProbe')));
  await advance(page, 10);
  const dialog = await ask(page, 'shy');
  await dialog.getByRole('radio', { name: 'ProbeFailure' }).check();
  await dialog.getByLabel('Probes that fail').selectOption('readiness');
  await dialog.getByRole('button', { name: 'Cause it' }).click();
  await expect(cardOf(page, 'shy')).toContainText('readiness fails');
  await advance(page, 15);
  await expect(row(page, 'pods/default/shy')).toContainText('Running 0/1');
  await cardOf(page, 'shy').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'End it: readiness fails' }).click();
  await expect(cardOf(page, 'shy')).not.toContainText('readiness fails');
  await advance(page, 10);
  await expect(row(page, 'pods/default/shy')).toContainText('Running 1/1');
});

test('pressure on a machine is seen on it, and ended there', async ({ page }) => {
  await openStepping(page);
  await page.locator('.machine[data-object="nodes//node-2"] .machine-title').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Cause a fault…' }).click();
  await expect(form(page).getByRole('radio', { name: 'MemoryPressure' })).toBeChecked();
  await form(page).getByRole('button', { name: 'Cause it' }).click();
  const machine = page.locator('.machine[data-object="nodes//node-2"]');
  await expect(machine).toContainText('90Mi memory left');
  await advance(page, 15);
  await expect(row(page, 'nodes//node-2')).toContainText('MemoryPressure');
  await row(page, 'nodes//node-2').focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector).toContainText('KubeletHasInsufficientMemory');
  await machine.getByRole('button', { name: 'End it' }).click();
  await expect(machine).not.toContainText('memory left');
});

test('the form says what is missing, and what the API server refuses', async ({ page }) => {
  await openStepping(page);
  const opener = page.getByRole('button', { name: 'Break something' });
  await opener.click();
  await page.getByRole('menuitem', { name: 'Another fault…' }).click();
  const dialog = form(page);
  await dialog.getByRole('button', { name: 'Cause it' }).click();
  await expect(dialog.getByLabel('Pod', { exact: true }).last()).toBeFocused();
  await expect(dialog).toContainText('Which pod?');
  await dialog.getByRole('radio', { name: 'Labels' }).click();
  await dialog
    .getByRole('textbox', { name: 'Labels' })
    .or(dialog.getByRole('combobox', { name: 'Labels' }))
    .fill('app=nobody');
  await expect(dialog.getByRole('status')).toHaveText('Nothing that runs now matches.');
  await dialog.getByLabel('Exit code').fill('300');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Exit code')).toHaveAccessibleDescription(/must be between 0 and 255/);
  await expect(dialog.getByLabel('Exit code')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  expect(await faults(page)).toEqual([]);
});

test('on a telephone the form fits', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPaused(page);
  await page.getByRole('button', { name: 'Break something' }).click();
  await page.getByRole('menuitem', { name: 'Another fault…' }).click();
  const dialog = form(page);
  await dialog.getByRole('radio', { name: 'ImageUnpullable' }).check();
  await dialog.getByLabel('Image', { exact: true }).fill('redis');
  await dialog.getByRole('radio', { name: 'For a time' }).click();
  const wide = await dialog.evaluate((root) =>
    [...root.querySelectorAll('*')]
      .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
      .map((part) => part.outerHTML.slice(0, 80)),
  );
  expect(wide).toEqual([]);
  const button = dialog.getByRole('button', { name: 'Cause it' });
  await expect(button).toBeInViewport({ ratio: 1 });
  await button.click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Break something' }).click();
  await expect(page.getByRole('menuitem', { name: 'In force' })).toBeVisible();
});
