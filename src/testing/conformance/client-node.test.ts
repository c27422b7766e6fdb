/** @kubernetes/client-node, as its own documents use it, with the kubeconfig that the server writes. */
import { request as httpRequest } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import * as k8s from 'client-node-1';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shell, web } from './manifests.ts';
import { RealKubectl } from './real-kubectl.ts';
import { testSpeed } from './transcript.ts';

const namespace = 'default';
let real: RealKubectl;
let config: k8s.KubeConfig;
let core: k8s.CoreV1Api;
let apps: k8s.AppsV1Api;

beforeAll(async () => {
  real = await RealKubectl.start();
  real.time.start(testSpeed);
  config = new k8s.KubeConfig();
  config.loadFromFile(real.kubeconfig);
  core = config.makeApiClient(k8s.CoreV1Api);
  apps = config.makeApiClient(k8s.AppsV1Api);
  await real.run(['apply', '-f', '-'], { stdin: `${web}---\n${shell}` });
  await real.run(['wait', '--for=condition=Ready', 'pod/shell', '--timeout=30s']);
  // Nothing of it changes any more but what a test changes.
  await real.run(['rollout', 'status', 'deploy/web', '--timeout=30s']);
}, 60_000);
afterAll(() => real.close());

/** Collects what is written; `text` waits until it matches. */
function sink(): PassThrough & { text(pattern: RegExp): Promise<string> } {
  let all = '';
  const stream = new PassThrough();
  stream.on('data', (part: Buffer) => (all += part.toString()));
  const text = async (pattern: RegExp): Promise<string> => {
    await until(() => pattern.test(all));
    return all;
  };
  return Object.assign(stream, { text });
}

async function until(holds: () => boolean): Promise<void> {
  for (let waitedMs = 0; !holds(); waitedMs += 20) {
    if (waitedMs > 10_000) throw new Error('it has not come within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('client-node: objects', () => {
  it('creates, reads, lists and selects', async () => {
    const pod = {
      metadata: { name: 'made', labels: { by: 'node' } },
      spec: { containers: [{ name: 'c', image: 'nginx' }] },
    };
    const created = await core.createNamespacedPod({ namespace, body: pod });
    expect(created.metadata?.uid).toBeTruthy();
    expect(created.metadata?.creationTimestamp).toBeInstanceOf(Date);
    const read = await core.readNamespacedPod({ namespace, name: 'made' });
    expect(read.spec?.containers[0]?.imagePullPolicy).toBe('Always');
    const { items } = await core.listPodForAllNamespaces({ labelSelector: 'by=node' });
    expect(items.map((item) => item.metadata?.name)).toEqual(['made']);
    const first = await core.listNamespacedPod({ namespace, limit: 1 });
    expect(first.items).toHaveLength(1);
    // eslint-disable-next-line no-underscore-dangle -- the library's own name
    const rest = await core.listNamespacedPod({ namespace, _continue: first.metadata?._continue });
    expect(rest.items.length).toBeGreaterThan(1);
  });

  it('says what is wrong as Kubernetes does', async () => {
    const missing = core.readNamespacedPod({ namespace, name: 'nope' });
    await expect(missing).rejects.toMatchObject({ code: 404 });
    await expect(missing).rejects.toThrow(/pods .*nope.* not found/);
    const twice = core.createNamespace({ body: { metadata: { name: 'default' } } });
    await expect(twice).rejects.toMatchObject({ code: 409 });
  });

  it.each([
    [k8s.PatchStrategy.JsonPatch, [{ op: 'replace', path: '/spec/replicas', value: 3 }], 3],
    [k8s.PatchStrategy.MergePatch, { spec: { replicas: 4 } }, 4],
    [k8s.PatchStrategy.StrategicMergePatch, { spec: { replicas: 5 } }, 5],
    [
      k8s.PatchStrategy.ServerSideApply,
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 2 } },
      2,
    ],
  ])('patches with %s', async (strategy, body, replicas) => {
    const options = k8s.setHeaderOptions('Content-Type', strategy);
    const request = {
      namespace,
      name: 'web',
      body,
      fieldManager: 'node',
      force: strategy === k8s.PatchStrategy.ServerSideApply ? true : undefined,
    };
    const patched = await apps.patchNamespacedDeployment(request, options);
    expect(patched.spec?.replicas).toBe(replicas);
  });

  /** Time stands still, so that nobody else writes between a reading and the write that goes by it. */
  async function withoutTime(act: () => Promise<void>): Promise<void> {
    real.time.pause(true);
    await act().finally(() => real.time.pause(false));
  }

  it('replaces, and learns that it came too late', () =>
    withoutTime(async () => {
      const read = await apps.readNamespacedDeployment({ namespace, name: 'web' });
      const body = { ...read, spec: { ...read.spec!, replicas: 1 } };
      const replaced = await apps.replaceNamespacedDeployment({ namespace, name: 'web', body });
      expect(replaced.spec?.replicas).toBe(1);
      const late = apps.replaceNamespacedDeployment({ namespace, name: 'web', body });
      await expect(late).rejects.toMatchObject({ code: 409 });
    }));

  it('reads and writes scale', () =>
    withoutTime(async () => {
      const scale = await apps.readNamespacedDeploymentScale({ namespace, name: 'web' });
      const body = { ...scale, spec: { replicas: 2 } };
      await apps.replaceNamespacedDeploymentScale({ namespace, name: 'web', body });
      expect((await apps.readNamespacedDeployment({ namespace, name: 'web' })).spec?.replicas).toBe(2);
    }));

  it('works with any object through KubernetesObjectApi', async () => {
    const client = k8s.KubernetesObjectApi.makeApiClient(config);
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'any', namespace },
      data: { a: '1' },
    };
    await client.create(object);
    await client.patch({ ...object, data: { a: '2' } });
    const read = (await client.read(object)) as k8s.V1ConfigMap;
    expect(read.data).toEqual({ a: '2' });
    expect((await client.list('v1', 'ConfigMap', namespace)).items.length).toBeGreaterThan(0);
    await client.delete(object);
    await expect(client.read(object)).rejects.toMatchObject({ code: 404 });
  });

  it('deletes', async () => {
    await core.deleteNamespacedPod({ namespace, name: 'made', gracePeriodSeconds: 0 });
    await expect(core.readNamespacedPod({ namespace, name: 'made' })).rejects.toMatchObject({ code: 404 });
  });
});

describe('client-node: watches', () => {
  it('hears what happens, from a list on', async () => {
    const { metadata } = await core.listNamespacedConfigMap({ namespace });
    const heard: string[] = [];
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    const query = { resourceVersion: metadata?.resourceVersion };
    const controller = await new k8s.Watch(config).watch(
      path,
      query,
      (type, object: k8s.KubernetesObject) => void heard.push(`${type} ${object.metadata?.name}`),
      () => {},
    );
    await core.createNamespacedConfigMap({ namespace, body: { metadata: { name: 'seen' } } });
    await core.deleteNamespacedConfigMap({ namespace, name: 'seen' });
    await until(() => heard.length >= 2);
    expect(heard).toEqual(['ADDED seen', 'DELETED seen']);
    controller.abort();
  });

  it('keeps an informer up to date', async () => {
    const list = () => core.listNamespacedConfigMap({ namespace, labelSelector: 'kept=yes' });
    const informer = k8s.makeInformer(config, `/api/v1/namespaces/${namespace}/configmaps`, list, 'kept=yes');
    const heard: string[] = [];
    informer.on('add', ({ metadata }) => heard.push(`add ${metadata?.name}`));
    informer.on('update', ({ metadata }) => heard.push(`update ${metadata?.name}`));
    informer.on('delete', ({ metadata }) => heard.push(`delete ${metadata?.name}`));
    await informer.start();
    const body = { metadata: { name: 'kept', labels: { kept: 'yes' } } };
    await core.createNamespacedConfigMap({ namespace, body });
    await core.replaceNamespacedConfigMap({ namespace, name: 'kept', body: { ...body, data: { a: 'b' } } });
    // An object that no longer matches is gone for whoever selects.
    await core.replaceNamespacedConfigMap({ namespace, name: 'kept', body: { metadata: { name: 'kept' } } });
    await until(() => heard.includes('delete kept'));
    expect(heard).toEqual(['add kept', 'update kept', 'delete kept']);
    await informer.stop();
  });
});

describe('client-node: containers', () => {
  const exec = (command: string[], stdin: PassThrough | null = null) => {
    const out = sink();
    const error = sink();
    const ended = new Promise<k8s.V1Status>((resolve, reject) => {
      new k8s.Exec(config)
        .exec(namespace, 'shell', 'main', command, out, error, stdin, false, resolve)
        .catch(reject);
    });
    return { out, error, ended };
  };

  it('executes a command', async () => {
    const { out, ended } = exec(['echo', 'hello']);
    expect(await out.text(/hello/)).toBe('hello\n');
    expect((await ended).status).toBe('Success');
  });

  it('learns how a command failed', async () => {
    const { error, ended } = exec(['sh', '-c', 'echo wrong >&2; exit 3']);
    expect(await error.text(/wrong/)).toBe('wrong\n');
    expect(await ended).toMatchObject({
      status: 'Failure',
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    });
  });

  it('writes to a command', async () => {
    const stdin = new PassThrough();
    const { out, ended } = exec(['cat'], stdin);
    stdin.end('from afar\n');
    expect(await out.text(/afar/)).toBe('from afar\n');
    expect((await ended).status).toBe('Success');
  });

  it('attaches to a container', async () => {
    const out = sink();
    const socket = await new k8s.Attach(config).attach(namespace, 'shell', 'main', out, null, null, false);
    expect(await out.text(/tick/)).toContain('tick');
    socket.close();
  });

  it('reads and follows logs', async () => {
    expect(await core.readNamespacedPodLog({ namespace, name: 'shell', container: 'main' })).toContain(
      'started',
    );
    const out = sink();
    const controller = await new k8s.Log(config).log(namespace, 'shell', 'main', out, {
      follow: true,
      tailLines: 1,
    });
    await out.text(/tick\n.*tick\n.*tick/);
    controller.abort();
  });

  it('forwards a port', async () => {
    const forward = new k8s.PortForward(config);
    const server = createServer(
      (socket) => void forward.portForward(namespace, 'shell', [80], socket, null, socket),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const text = await get((server.address() as AddressInfo).port);
    expect(text).toContain('Welcome to nginx!');
    server.close();
  });

  it('sees what pods use', async () => {
    const metrics = new k8s.Metrics(config);
    const containers = async () => {
      const { items } = await metrics.getPodMetrics(namespace);
      return items.find((item) => item.metadata.name === 'shell')?.containers.length;
    };
    // The first figures come some seconds after a pod's start.
    await expect.poll(containers, { timeout: 10_000 }).toBe(2);
    const nodes = await k8s.topNodes(core);
    expect(nodes.length).toBe(4);
  });
});

function get(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path: '/', headers: { connection: 'close' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => resolve(text));
      },
    );
    request.on('error', reject);
    request.end();
  });
}
