/** What the pictures show: each scene is the story and then what a person does. */
import { pair, tellRollouts } from './story.mjs';

const everySize = ['desktop', 'wide', 'phone'];
const withRoom = ['desktop', 'wide'];

/**
 * `docs`: the sizes in which it stands in docs/; `on`: those in which `--all` looks at it too. `prepare` is what is
 * done after the story; `start` stands in the place of the story.
 */
export const scenes = [
  { name: 'stage', docs: everySize, prepare: (page) => choose(page, 'pods/default/mailer') },
  { name: 'ownership', docs: everySize, prepare: (page) => showView(page, 'Ownership') },
  { name: 'network', docs: everySize, prepare: (page) => showView(page, 'Network') },
  { name: 'pod', docs: everySize, prepare: (page, isPhone) => goInto(page, 'web-and-admin', isPhone) },
  { name: 'why', docs: everySize, prepare: lookWhy },
  { name: 'compare', docs: everySize, start: compareRollouts },
  { name: 'states', docs: withRoom, prepare: lookAtStates },
  {
    name: 'terminal',
    docs: ['desktop'],
    on: everySize,
    prepare: (page, isPhone) =>
      typeLines(page, isPhone, ['kubectl get pods', 'kubectl get events | grep mailer | tail -3']),
  },
  { name: 'find', docs: ['desktop'], on: everySize, prepare: findSomething },
  { name: 'first', on: everySize, start: openFirst },
  { name: 'trouble', on: everySize },
  { name: 'timeline', on: withRoom, prepare: (page) => maximise(page, 'Timeline') },
  { name: 'inspector', on: everySize, prepare: (page) => openTab(page, 'mailer', 'Summary', 'full') },
  { name: 'tab-states', on: everySize, prepare: (page) => openTab(page, 'mailer', 'States') },
  { name: 'tab-yaml', on: everySize, prepare: (page) => openTab(page, 'mailer', 'YAML') },
  { name: 'tab-relations', on: withRoom, prepare: (page) => openTab(page, 'mailer', 'Relations') },
  { name: 'tab-events', on: withRoom, prepare: (page) => openTab(page, 'mailer', 'Events') },
  { name: 'tab-logs', on: withRoom, prepare: (page) => openTab(page, 'mailer', 'Logs') },
  { name: 'verdict', on: everySize, prepare: (page) => choose(page, 'pods/default/report') },
  { name: 'node', on: everySize, prepare: (page) => choose(page, 'nodes//node-2') },
  { name: 'editor', on: withRoom, prepare: writeSomethingWrong },
  { name: 'editor-diff', on: withRoom, prepare: compareWithLive },
  { name: 'template', on: withRoom, prepare: (page) => command(page, 'New from a template…') },
  { name: 'settings', on: everySize, prepare: (page, isPhone) => dialogOf(page, isPhone, 'Settings') },
  { name: 'keys', on: withRoom, prepare: (page) => page.keyboard.press('?') },
  { name: 'start', on: everySize, prepare: (page, isPhone) => dialogOf(page, isPhone, 'Start a cluster…') },
  { name: 'export', on: withRoom, prepare: (page) => command(page, 'Save the manifests of the cluster…') },
  { name: 'fault', on: withRoom, prepare: (page) => command(page, 'Cause a fault…') },
  { name: 'branches', on: withRoom, prepare: (page) => command(page, 'All branches…') },
  { name: 'hints', on: withRoom, prepare: (page) => command(page, 'Show what to try') },
  {
    name: 'empty',
    on: everySize,
    prepare: (page, isPhone) => dialogOf(page, isPhone, 'Start an empty cluster'),
  },
  { name: 'menu', on: everySize, prepare: openMenu },
  { name: 'arrows', on: withRoom, prepare: showArrows },
  { name: 'german', on: everySize, address: '?lang=de', start: openGerman },
  { name: 'rtl', on: withRoom, address: '?lang=ar-XB', start: openGerman },
  { name: 'embed', on: everySize, address: 'embed.html', start: openFirst },
];

async function openFirst(page) {
  await page.evaluate(async () => {
    const { podarium } = window;
    await podarium.ready;
    await podarium.pause();
    await podarium.advance(24_000);
  });
}

async function openGerman(page, _isPhone, tell) {
  await tell(page);
  await choose(page, 'pods/default/mailer');
}

async function choose(page, key) {
  await page.locator(`[role="treegrid"] [data-key="${key}"]`).dispatchEvent('click');
}

async function showView(page, name) {
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name }).click();
}

async function openTab(page, pod, name, height) {
  await choose(page, `pods/default/${pod}`);
  if (height === 'full') await raiseSheet(page);
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
}

/** A telephone's sheet, as high as it goes. */
async function raiseSheet(page) {
  const grip = page.locator('.phone-grip');
  if ((await grip.count()) === 0) return;
  await grip.press('ArrowUp');
  await grip.press('ArrowUp');
}

async function command(page, title) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or run' }).fill(title);
  await page.getByRole('option', { selected: true }).filter({ hasText: title }).waitFor();
  await page.keyboard.press('Enter');
}

/** On a telephone it is behind the menu of all the rest. */
async function dialogOf(page, isPhone, title) {
  if (!isPhone) return command(page, title);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: title }).click();
}

async function maximise(page, panel) {
  await page.keyboard.press('Escape');
  await command(page, `${panel}: maximise or restore`);
}

async function openMenu(page, isPhone) {
  if (isPhone) return page.getByRole('button', { name: 'More', exact: true }).click();
  await page.locator('[role="treegrid"] [data-key="pods/default/mailer"]').press('Shift+F10');
}

async function showArrows(page) {
  await choose(page, 'pods/default/mailer');
  await page.getByRole('button', { name: 'Arrows to what it belongs to' }).click();
}

async function lookAtStates(page) {
  await openTab(page, 'mailer', 'States');
  await page.getByRole('button', { name: 'Open large' }).click();
  await page.getByRole('dialog').waitFor();
}

/** Accepted by no API server: names are lower case. */
const refused =
  '---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: Mailer\nspec:\n  containers:\n  - name: mailer\n    image: busybox\n';

async function writeSomethingWrong(page) {
  const files = page.getByRole('region', { name: 'Manifests' });
  await files.locator('.code-line, .view-line').first().click();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(refused);
  await page.keyboard.press('Control+Enter');
  await files.getByText('1 error').waitFor();
}

async function compareWithLive(page) {
  await command(page, 'Compare the open file with live');
  await page.locator('.monaco-diff-editor .view-line').first().waitFor();
}

/** One change, two strategies: the same rollout once a pod at a time, once all at once. */
async function compareRollouts(page, isPhone) {
  await tellRollouts(page);
  // The figure has the page for itself.
  if (isPhone) await dialogOf(page, true, 'Compare…');
  else {
    await command(page, 'Show or hide the timeline');
    await page.keyboard.press('c');
  }
  const comparison = page.getByRole('region', { name: 'Two branches, one clock' });
  await comparison.getByLabel('Upper branch').selectOption({ label: 'RollingUpdate' });
  await comparison.getByLabel('Lower branch').selectOption({ label: 'Recreate' });
}

/** What took the place of a pod that was lost, and why. */
async function lookWhy(page) {
  const fresh = await page.evaluate(async () => {
    const { podarium } = window;
    const path = '/api/v1/namespaces/default/pods';
    const pods = async () => (await podarium.request({ method: 'GET', path })).body.items;
    const before = new Set((await pods()).map((pod) => pod.metadata.uid));
    await podarium.advance(podarium.now().headMs + 320_000);
    return (await pods()).find((pod) => !before.has(pod.metadata.uid)).metadata.name;
  });
  await choose(page, `pods/default/${fresh}`);
  await page.getByText('Why is it so?').waitFor();
  const large = page.getByRole('button', { name: 'Show all of it' });
  await large.click();
  await page.getByRole('dialog').waitFor();
}

async function findSomething(page, isPhone) {
  if (isPhone) await dialogOf(page, true, 'Find or run');
  else await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('web');
}

async function goInto(page, name, isPhone) {
  if (!isPhone) {
    await command(page, 'Show or hide the manifests');
    await command(page, 'Show or hide the timeline');
  }
  await page.evaluate(async (manifest) => {
    const { podarium } = window;
    await podarium.apply(manifest);
    await podarium.advance(podarium.now().headMs + 75_000);
  }, pair);
  await choose(page, `pods/default/${name}`);
  await page.waitForTimeout(400);
  await page.locator(`.pod-place[data-pod="pods/default/${name}"]`).dblclick();
  await page.getByText('Address already in use').waitFor();
}

async function typeLines(page, isPhone, lines) {
  if (isPhone) await dialogOf(page, true, 'Show the terminal');
  else await page.keyboard.press('Control+Backquote');
  const prompt = () =>
    page.waitForFunction(() => document.querySelector('.xterm-rows')?.textContent?.trimEnd().endsWith('$'));
  for (const line of lines) {
    await prompt();
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
  await prompt();
}
