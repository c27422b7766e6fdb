/** A cluster in which a bit of everything happens, and the ways about the page that several journeys share. */
import { expect, type Page } from '@playwright/test';
import { advance, apply, openPaused, pods, row } from './harness.ts';

const world = `
apiVersion: v1
kind: Pod
metadata: {name: mailer}
spec:
  containers:
  - {name: mailer, image: busybox, command: [sleep, "20"], envFrom: [{configMapRef: {name: site-config}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: crasher}
spec:
  containers:
  - {name: crasher, image: busybox, command: [sh, -c, "echo hello; sleep 2; exit 3"]}
---
apiVersion: v1
kind: Pod
metadata: {name: giant}
spec:
  containers:
  - {name: giant, image: nginx, resources: {requests: {cpu: "64"}}}
---
apiVersion: v1
kind: Service
metadata: {name: smtp}
spec: {selector: {app: postfix}, ports: [{port: 25}]}
`;

/** A paused cluster in which something runs, something crashes, something waits and something is missing. */
export async function openWorld(page: Page): Promise<void> {
  await openPaused(page);
  await apply(page, world);
  await advance(page, 40);
}

export async function aPod(page: Page): Promise<string> {
  const found = (await pods(page)).find(({ metadata }) => metadata.name.startsWith('web-'));
  return `pods/default/${found!.metadata.name}`;
}

export async function select(page: Page, key: string): Promise<void> {
  await row(page, key).press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(key.split('/')[2]!);
}

export async function selectDeployment(page: Page): Promise<void> {
  await page
    .getByRole('tree', { name: 'Lives of objects' })
    .getByRole('treeitem', { name: /^web .*Deployment/ })
    .click();
}

export async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or run' }).fill(title);
  await expect(page.getByRole('option', { selected: true })).toContainText(title);
  await page.keyboard.press('Enter');
}

export async function fork(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await window.podarium.seek(10_000);
    await window.podarium.fork('other');
    await window.podarium.advance(40_000);
  });
}

/** On a telephone the rest is behind one menu. */
export async function more(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

export async function cutPower(page: Page, machine: string): Promise<void> {
  await page.evaluate(
    (name) =>
      window.podarium.request({
        method: 'PATCH',
        path: `/apis/podarium.dev/v1alpha1/machines/${name}`,
        contentType: 'application/merge-patch+json',
        body: { spec: { power: 'Off' } },
      }),
    machine,
  );
}
