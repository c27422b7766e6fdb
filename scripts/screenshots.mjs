/**
 * `npm run screenshots`: the pictures in docs/, taken from the production build in the system's Chromium. One story,
 * at one simulated moment: a rollout is under way, node-2 has lost its power, other pods are in trouble, and one of them is looked at.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { root } from './build.mjs';
import { findChromium } from './chromium.mjs';

const port = 4175;
const sizes = {
  desktop: { width: 1440, height: 900 },
  wide: { width: 2560, height: 1440 },
  phone: { width: 390, height: 844 },
};
const everySize = Object.keys(sizes);
/** What is done before each picture, beyond the story. */
const scenes = [
  { name: 'stage', on: everySize },
  { name: 'ownership', on: everySize, prepare: (page) => showView(page, 'Ownership') },
  { name: 'network', on: everySize, prepare: (page) => showView(page, 'Network') },
  { name: 'compare', on: everySize, prepare: compareBranches },
  { name: 'states', on: everySize, prepare: (page) => openTab(page, 'States') },
  { name: 'why', on: everySize, prepare: lookWhy },
  { name: 'pod', on: everySize, prepare: (page) => goInto(page, 'web-and-admin') },
  {
    name: 'terminal',
    on: ['desktop'],
    prepare: (page) => typeLines(page, ['kubectl get pods', 'kubectl get events | grep mailer | tail -3']),
  },
  { name: 'find', on: ['desktop'], prepare: findSomething },
];

/** A pod with something of everything: its second web server finds the port taken. */
const pair = `
apiVersion: v1
kind: Pod
metadata: {name: web-and-admin}
spec:
  initContainers:
  - {name: fetch, image: "busybox:1.37", command: [sh, -c, "sleep 2; echo hello > /site/index.html"], volumeMounts: [{name: site, mountPath: /site}]}
  - name: log-shipper
    image: fluent/fluent-bit:4.0
    restartPolicy: Always
    resources: {requests: {cpu: 50m, memory: 16Mi}, limits: {cpu: 200m, memory: 32Mi}}
    volumeMounts: [{name: logs, mountPath: /logs, readOnly: true}]
  containers:
  - name: web
    image: nginx:1.29
    resources: {requests: {cpu: 250m, memory: 64Mi}, limits: {cpu: 500m, memory: 128Mi}}
    readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
    livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 10}
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
    - {name: site, mountPath: /usr/share/nginx/html, readOnly: true}
  - name: admin
    image: httpd:2.4
    resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {cpu: 200m, memory: 128Mi}}
    volumeMounts: [{name: site, mountPath: /usr/local/apache2/htdocs, readOnly: true}]
  volumes:
  - {name: logs, emptyDir: {}}
  - {name: site, emptyDir: {}}
`;

const story = `
apiVersion: v1
kind: Pod
metadata: {name: mailer}
spec:
  nodeSelector: {kubernetes.io/hostname: node-3}
  containers:
  - {name: mailer, image: busybox, command: [sh, -c, "sleep 2; echo lookup smtp: no such host; exit 1"]}
---
apiVersion: v1
kind: Pod
metadata: {name: report}
spec:
  containers:
  - {name: report, image: nginx, resources: {requests: {cpu: "3"}}}
---
apiVersion: v1
kind: Pod
metadata: {name: migrate}
spec:
  restartPolicy: Never
  nodeSelector: {kubernetes.io/hostname: node-1}
  containers:
  - {name: migrate, image: busybox, command: [sh, -c, "sleep 3; echo done"]}
---
apiVersion: v1
kind: Pod
metadata: {name: import}
spec:
  restartPolicy: Never
  nodeSelector: {kubernetes.io/hostname: node-1}
  containers:
  - {name: import, image: busybox, command: [sh, -c, "exit 2"]}
---
apiVersion: v1
kind: Pod
metadata: {name: cache}
spec:
  nodeSelector: {kubernetes.io/hostname: node-3}
  containers:
  - {name: cache, image: busybox, command: [sleep, "3600"]}
`;
const late = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 1
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart}}
    spec:
      nodeSelector: {kubernetes.io/hostname: node-3}
      containers:
      - {name: cart, image: "redis:7", readinessProbe: {exec: {command: ["false"]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: orders}
spec:
  nodeSelector: {kubernetes.io/hostname: node-3}
  initContainers:
  - {name: seed, image: busybox, command: [sh, -c, "sleep 1"]}
  - {name: wait, image: busybox, command: [sh, -c, "sleep 600"]}
  containers:
  - {name: orders, image: "python:3.12"}
`;
const newest = `
apiVersion: v1
kind: Pod
metadata: {name: search}
spec:
  nodeSelector: {kubernetes.io/hostname: node-1}
  containers: [{name: search, image: "mysql:8", env: [{name: MYSQL_ROOT_PASSWORD, value: x}]}]
---
apiVersion: podarium.dev/v1alpha1
kind: Fault
metadata: {name: later}
spec:
  type: OOMKill
  startTime: "2026-03-02T09:02:50Z"
  target: {namespace: default, pod: cache, container: cache}
`;

mkdirSync(join(root, 'docs'), { recursive: true });
const server = spawn(process.execPath, ['scripts/start.mjs', '--port', String(port)], {
  cwd: root,
  stdio: 'pipe',
});
await new Promise((resolve) =>
  server.stdout.on('data', (text) => String(text).includes('Podarium is at') && resolve()),
);
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
});
try {
  const wanted = process.argv.slice(2);
  for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
    for (const size of scene.on) for (const theme of ['light', 'dark']) await take(scene, size, theme);
} finally {
  await browser.close();
  server.kill();
}

async function take({ name, prepare }, size, theme) {
  const isPhone = size === 'phone';
  const page = await browser.newPage({
    viewport: sizes[size],
    colorScheme: theme,
    reducedMotion: 'reduce',
    hasTouch: isPhone,
  });
  await page.goto(`http://localhost:${port}/`);
  await page.waitForFunction(() => window.podarium !== undefined);
  await page.evaluate(tellStory, [story, late, newest]);
  await page.locator('[role="treegrid"] [data-key="pods/default/mailer"]').dispatchEvent('click');
  await prepare?.(page, isPhone);
  await page.waitForFunction(() => document.fonts.status === 'loaded');
  // A breath for the last picture to be painted; nothing moves any more.
  await page.waitForTimeout(800);
  const file = `${size === 'desktop' ? name : `${name}-${size}`}-${theme}.png`;
  await page.screenshot({ path: join(root, 'docs', file) });
  await page.close();
  console.log(`docs/${file}`);
}

async function showView(page, name) {
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name }).click();
}

async function openTab(page, name) {
  await page.getByRole('tab', { name }).click();
}

/** The branch on which the power stayed, as far as the other. */
async function compareBranches(page) {
  await page.evaluate(async () => {
    const { podarium } = window;
    await podarium.pause();
  });
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  const comparison = page.getByRole('region', { name: 'Two branches, one clock' });
  await comparison.waitFor();
  const runOn = comparison.getByRole('button', { name: /^Run it on/ });
  if (await runOn.first().isVisible()) await runOn.first().click();
  await runOn.first().waitFor({ state: 'hidden' });
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
  await page.locator(`[role="treegrid"] [data-key="pods/default/${fresh}"]`).dispatchEvent('click');
  await page.getByText('Why is it so?').waitFor();
}

async function findSomething(page) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('web');
}

async function goInto(page, name) {
  await page.evaluate(async (manifest) => {
    const { podarium } = window;
    await podarium.apply(manifest);
    await podarium.advance(podarium.now().headMs + 75_000);
  }, pair);
  await page.locator(`[role="treegrid"] [data-key="pods/default/${name}"]`).dispatchEvent('click');
  await page.waitForTimeout(400);
  await page.locator(`.pod-place[data-pod="pods/default/${name}"]`).dblclick();
  await page.getByText('Address already in use').waitFor();
}

async function typeLines(page, lines) {
  await page.keyboard.press('Control+Backquote');
  const prompt = () =>
    page.waitForFunction(() => document.querySelector('.xterm-rows')?.textContent?.trimEnd().endsWith('$'));
  for (const line of lines) {
    await prompt();
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  }
  await prompt();
}

/** Runs in the page. */
async function tellStory([first, second, third]) {
  const { podarium } = window;
  const run = async (seconds) => podarium.advance(podarium.now().headMs + seconds * 1000);
  await podarium.ready;
  await podarium.pause();
  const snapshot = await podarium.snapshot();
  await podarium.restore({ ...snapshot, seed: 'the board', viewMs: 3000 });
  await run(20);
  await podarium.apply(first);
  await run(20);
  await podarium.fork('node-2 loses power');
  await podarium.request({
    method: 'PATCH',
    path: '/apis/podarium.dev/v1alpha1/machines/node-2',
    contentType: 'application/merge-patch+json',
    body: { spec: { power: 'Off' } },
  });
  await run(70);
  await podarium.apply(second);
  await run(15);
  await podarium.request({ method: 'DELETE', path: '/api/v1/namespaces/default/pods/cache' });
  await podarium.apply(third);
  await run(3.2);
}
