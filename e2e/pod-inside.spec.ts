/** The open pod: what containers share runs across, what is each one's own stands in its column. */
import { expect, test } from '@playwright/test';
import { advance, apply, openPaused } from './harness.ts';
import { cardOf, lookAt } from './pod-journey.ts';

const pod = (name: string, more = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  ${more}
  containers:
  - name: web
    image: nginx:1.29
    resources: {limits: {cpu: 500m, memory: 256Mi}}
    readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
    livenessProbe: {exec: {command: [cat, /nowhere]}, periodSeconds: 10, failureThreshold: 100}
    volumeMounts: [{name: logs, mountPath: /logs}]
  - name: admin
    image: httpd:2.4
  volumes: [{name: logs, emptyDir: {}}]
`;

test('a pod opened shows ports, processes, probes, use and files as they are', async ({ page }) => {
  await openPaused(page);
  await apply(page, pod('pair'));
  await advance(page, 90);
  await lookAt(page, 'pair');
  await cardOf(page, 'pair').dblclick();
  const figure = page.getByRole('figure', { name: 'pair' });
  await expect(figure).toContainText('nginx: master process');
  await expect(figure).toContainText('Address already in use');
  await expect(figure.locator('[data-port="80"][data-state="open"]')).toHaveCount(1);
  await expect(figure.locator('[data-port="80"][data-state="refused"]')).toHaveCount(1);
  await expect(figure.getByRole('img', { name: '12 passed, 0 failed' })).toBeVisible();
  await expect(figure.getByRole('img', { name: /0 passed, [56] failed/ })).toBeVisible();
  await expect(figure).toContainText(/mem\s*[\d.]+Mi of 256Mi/);
  await expect(figure).toContainText('7 image layers');
  await expect(figure).toContainText('/logs');
});

test('processes stand in one band when they are shared', async ({ page }) => {
  await openPaused(page);
  await apply(page, pod('band', 'shareProcessNamespace: true'));
  await advance(page, 60);
  await lookAt(page, 'band');
  await cardOf(page, 'band').dblclick();
  const figure = page.getByRole('figure', { name: 'band' });
  await expect(figure).toContainText('1 pause');
  await expect(figure).toContainText(/\d+ nginx: master process/);
  await expect(figure).toContainText('each sees, and may signal, the others');
});
