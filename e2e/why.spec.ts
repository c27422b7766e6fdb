/** Why a replacement is where it is: the chain names the power cut, can be walked, and the verdict lights the nodes. */
import { expect, type Page, test } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { advance, openPaused, pods, row } from './harness.ts';

/** Cuts the power of the machine of a pod, and opens what took the pod's place. */
async function openReplacement(page: Page): Promise<void> {
  await openPaused(page);
  const before = await pods(page);
  const node = before[0]!.spec.nodeName!;
  await page.evaluate(
    (name) =>
      window.podarium.request({
        method: 'PATCH',
        path: `/apis/podarium.dev/v1alpha1/machines/${name}`,
        contentType: 'application/merge-patch+json',
        body: { spec: { power: 'Off' } },
      }),
    node,
  );
  await advance(page, 400);
  const known = new Set(before.map(({ metadata }) => metadata.uid));
  const fresh = (await pods(page)).find(({ metadata }) => !known.has(metadata.uid))!;
  await row(page, `pods/default/${fresh.metadata.name}`).press('Enter');
}

test('the chain of a replacement goes back to the power cut, step by step and by itself', async ({
  page,
}) => {
  await openReplacement(page);
  const chain = page.locator('.why-chain li');
  await expect(chain.last()).toContainText(/You:/);
  await expect(page.locator('.why-because')).toContainText(
    /^Because node-\d lost its power, .* evicted 300 s later\.$/,
  );
  const headMs = await page.evaluate(() => window.podarium.now().headMs);
  const walk = page.getByRole('group', { name: 'Walk through the steps' });
  await walk.getByRole('button', { name: 'Next step' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(walk.getByRole('status')).toContainText('Step 1 of');
  await expect(chain.last()).toHaveAttribute('aria-current', 'step');
  await expect.poll(() => page.evaluate(() => window.podarium.now().viewMs)).toBeLessThan(headMs - 300_000);
  await page.keyboard.press('ArrowRight');
  await expect(walk.getByRole('status')).toContainText('Step 2 of');
  await walk.getByRole('button', { name: 'Play' }).click();
  await expect(walk.getByRole('status')).toContainText('Step 3 of');
  await walk.getByRole('button', { name: 'Leave' }).click();
  await expect.poll(() => page.evaluate(() => window.podarium.now().viewMs)).toBe(headMs);
});

test('a verdict names the winner and lights its node, and the machine lights its row', async ({ page }) => {
  await openReplacement(page);
  const verdict = page.getByRole('region', { name: 'How the scheduler chose' });
  const chosen = verdict.locator('li[data-look="chosen"]');
  await expect(chosen).toContainText('chosen');
  await expect(verdict.locator('li[data-look="refused"]').first()).toContainText('TaintToleration');
  const node = await chosen.locator('.verdict-node').innerText();
  const machine = page.locator(`.machine[data-object="nodes//${node}"]`);
  await chosen.getByRole('button').focus();
  await expect(machine).toHaveAttribute('data-hovered', 'true');
  await expect(machine.locator('.machine-verdict')).toHaveAttribute('data-look', 'chosen');
  await page.keyboard.press('Enter');
  await expect(chosen.getByRole('term').first()).toContainText('×');
  await verdict.getByRole('heading').hover();
  await chosen.getByRole('button').blur();
  await expect(chosen).toHaveAttribute('data-lit', 'false');
  await machine.hover({ position: { x: 20, y: 8 } });
  await expect(chosen).toHaveAttribute('data-lit', 'true');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`all of it is shown large, in ${colorScheme}, and axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openReplacement(page);
    await page.getByRole('button', { name: 'Show all of it' }).click();
    const large = page.getByRole('dialog');
    await expect(large).toContainText('the node grace period');
    await expect(large.getByRole('rowheader').first()).toBeVisible();
    await large.getByRole('button', { name: 'Next step' }).click();
    await expect(large.locator('tr[aria-current="step"]')).toContainText('you');
    expect(await faultsOf(page, '[role=dialog]')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(large).toBeHidden();
    await expect(page.locator('.why-chain [aria-current]')).toHaveCount(0);
    expect(await faultsOf(page, '.inspector')).toEqual([]);
  });

test('a condition is asked about, and the object as a whole again', async ({ page }) => {
  await openReplacement(page);
  await page.getByRole('button', { name: 'Why PodScheduled?' }).click();
  const why = page.locator('.why');
  await expect(why).toContainText('Asked about status.conditions[PodScheduled].status');
  await expect(why.locator('.why-chain li').first()).toContainText('default-scheduler');
  await why.getByRole('button', { name: 'Ask about the whole' }).click();
  await expect(why).not.toContainText('Asked about');
});

/** What the answer in the inspector is about, as it says itself. */
const asked = (page: Page) => page.locator('.why .sub').first();

test('the state in the head, an Event and a value of the YAML are asked why', async ({ page }) => {
  await openReplacement(page);
  const inspector = page.locator('.inspector');
  await inspector.getByRole('button', { name: 'Why Running?' }).click();
  await expect(asked(page)).toContainText('Asked about status.conditions[Ready].status');
  await inspector.getByRole('tab', { name: 'Events' }).click();
  await inspector.getByRole('button', { name: 'Why Scheduled?' }).press('Enter');
  await expect(asked(page)).toContainText('Asked about Event Scheduled');
  await expect(page.locator('.why-chain li').first()).toContainText('Event Scheduled was told');
  await expect(page.locator('.why-chain li').last()).toContainText('You:');
  await inspector.getByRole('tab', { name: 'YAML' }).click();
  const first = inspector.locator('.yaml-why[tabindex="0"]');
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await expect(inspector.locator('.yaml-why:focus')).toHaveCount(1);
  expect(await faultsOf(page, '.inspector')).toEqual([]);
  await inspector.getByRole('button', { name: 'Why status.phase?' }).focus();
  await page.keyboard.press('Enter');
  await expect(asked(page)).toContainText('Asked about status.phase');
  await expect(page.locator('.why-chain li').first()).toContainText('kubelet');
});

test('a machine that is NotReady, and a mark of a lane by press and by key, are asked why', async ({
  page,
}) => {
  await openReplacement(page);
  await page.locator('button.machine-state').click();
  await expect(page.getByRole('heading', { level: 2, name: /^node-/ })).toBeVisible();
  await expect(asked(page)).toContainText('Asked about status.conditions[Ready].status');
  await expect(page.locator('.why-chain li').last()).toContainText('You:');
  const lanes = page.getByRole('tree', { name: 'Lives of objects' });
  const label = lanes.getByRole('treeitem', { name: /^node-1/ });
  await label.click();
  await lanes.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.press('w');
  await expect(asked(page)).toContainText(/Asked about (Event|\w+ at)/);
});

test('what each author had read stands beside what it wrote, with its version', async ({ page }) => {
  await openReplacement(page);
  await page.getByRole('button', { name: 'Show all of it' }).click();
  const rows = page.locator('.why-steps tbody tr');
  const row = (author: string) => rows.filter({ hasText: author }).first();
  await expect(row('node-controller')).toContainText(/Lease node-\d.*spec\.renewTime 09:\d\d:\d\d/);
  await expect(row('taint-eviction-controller')).toContainText(
    /Node node-\d.*Ready=Unknown.*version \d+, from 09:/,
  );
  await expect(row('replicaset-controller')).toContainText('spec.replicas 4');
  await expect(row('default-scheduler')).toContainText('spec.nodeName is empty');
  await expect(page.locator('.why-broken .why-capsule').first()).toContainText('1');
  await expect(page.locator('.why-broken')).toContainText('cut out');
  const large = page.getByRole('dialog');
  await large.getByRole('button', { name: 'Go to step 3' }).click();
  await expect(rows.nth(2)).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(3)).toHaveAttribute('aria-current', 'step');
  await expect(page.locator('.why-capsule [data-here]')).toHaveText('4');
  await page.keyboard.press('Home');
  await expect(rows.first()).toHaveAttribute('aria-current', 'step');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the verdict unfolds and the chain is walked by touch', async ({ page }) => {
    await openReplacement(page);
    const chosen = page.locator('.verdict-rows > li[data-look="chosen"]');
    await chosen.getByRole('button').tap();
    await expect(chosen.getByRole('term').first()).toBeVisible();
    const walk = page.getByRole('group', { name: 'Walk through the steps' });
    await walk.getByRole('button', { name: 'Next step' }).tap();
    await expect(walk.getByRole('status')).toContainText('Step 1 of');
    await walk.getByRole('button', { name: 'Leave' }).tap();
    await expect(walk.getByRole('status')).toBeHidden();
  });
});
