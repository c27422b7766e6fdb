import { expect, test, type Page } from '@playwright/test';
import { apply, nginxDeployment, openPage } from './harness.ts';

const kubectl = (page: Page, line: string) => page.evaluate((typed) => window.podarium.kubectl(typed), line);

async function stdoutOf(page: Page, line: string): Promise<string> {
  const { stdout, stderr, exitCode } = await kubectl(page, line);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return stdout;
}

test('kubectl reads, changes and waits', async ({ page }) => {
  await openPage(page);
  await page.evaluate(() => window.podarium.speed(10));
  const nodes = await stdoutOf(page, 'kubectl get nodes');
  expect(nodes).toMatch(/^NAME +STATUS +ROLES +AGE +VERSION\n/);
  expect(nodes).toMatch(/\nnode-3 +Ready +<none> +\w+ +v1\.36\.\d+\n/);

  await apply(page, nginxDeployment);
  expect(await stdoutOf(page, 'kubectl rollout status deployment/nginx-deployment')).toMatch(
    /deployment "nginx-deployment" successfully rolled out\n$/,
  );
  const pods = await stdoutOf(page, 'kubectl get pods -l app=nginx -o wide');
  expect(pods).toMatch(/^NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES\n/);
  expect(
    pods.match(/\nnginx-deployment-\w+-\w+ +1\/1 +Running +0 +\w+ +10\.244\.\d+\.\d+ +node-\d/g),
  ).toHaveLength(3);

  expect(await stdoutOf(page, 'kubectl scale deployment nginx-deployment --replicas=5')).toBe(
    'deployment.apps/nginx-deployment scaled\n',
  );
  await stdoutOf(page, 'kubectl rollout status deployment/nginx-deployment');
  expect(await stdoutOf(page, 'kubectl get deploy nginx-deployment --no-headers')).toMatch(
    /^nginx-deployment +5\/5 +5 +5 +\w+\n$/,
  );

  const [pod = ''] = (await stdoutOf(page, 'kubectl get pods -l app=nginx -o name')).split('\n');
  expect(await stdoutOf(page, `kubectl delete ${pod}`)).toBe(
    `pod "${pod.replace('pod/', '')}" deleted from default namespace\n`,
  );
  expect(await kubectl(page, `kubectl get ${pod}`)).toEqual({
    stdout: '',
    stderr: `Error from server (NotFound): pods "${pod.replace('pod/', '')}" not found\n`,
    exitCode: 1,
  });
});

test('a command that waits says so when time stands still', async ({ page }) => {
  await openPage(page);
  await apply(page, nginxDeployment);
  await page.evaluate(() => window.podarium.pause());
  expect(await kubectl(page, 'kubectl delete deployment nginx-deployment --cascade=foreground')).toEqual({
    stdout: 'deployment.apps "nginx-deployment" deleted from default namespace\n',
    stderr: 'error: the cluster is paused; press play\n',
    exitCode: 1,
  });
});
