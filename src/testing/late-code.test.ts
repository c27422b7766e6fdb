import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { firstViewObjects } from '../lessons/first-view.ts';
import { type AnyObject, findKind, pathOf } from '../engine/index.ts';
import { ClusterSession } from '../bridge/cluster-session.ts';
import { buildWorker, packedKilobytes, workerFiles } from './built-worker.ts';
import type { ApiRequest, FromCluster, ToCluster } from '../bridge/protocol.ts';

/** The worker as it is built, in this thread: what it is told and what it tells. */
interface BuiltWorker {
  readonly told: FromCluster[];
  tell(message: ToCluster): void;
}

let folder: string;

/** A build takes seconds, and many where others are at work too. */
const buildTimeoutMs = 120_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'podarium-worker-'));
  await buildWorker(folder, true);
}, buildTimeoutMs);

afterAll(() => rm(folder, { recursive: true }));

async function startWorker(): Promise<BuiltWorker> {
  const told: FromCluster[] = [];
  let hear: (event: { data: ToCluster }) => void = () => {};
  Object.assign(globalThis, {
    postMessage: (message: FromCluster) => told.push(structuredClone(message)),
    addEventListener: (_type: string, listener: typeof hear) => (hear = listener),
  });
  // Modules live once for each address: a copy is a worker of its own.
  const own = await mkdtemp(join(folder, 'worker-'));
  for (const name of ['cluster.worker.mjs', 'late-code-list.mjs'])
    await cp(join(folder, name), join(own, name));
  await import(/* @vite-ignore */ pathToFileURL(join(own, 'cluster.worker.mjs')).href);
  return { told, tell: (message) => hear({ data: structuredClone(message) }) };
}

async function until(worker: BuiltWorker, id: number): Promise<FromCluster> {
  for (;;) {
    const reply = worker.told.find((message) => 'id' in message && message.id === id);
    if (reply !== undefined) return reply;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const create = (object: AnyObject): ApiRequest => ({
  method: 'POST',
  path: pathOf(findKind(object.apiVersion!, object.kind!)!, object.metadata?.namespace ?? 'default'),
  body: object,
});
const requests = firstViewObjects.map((object) => create(object as AnyObject));
const start = { kind: 'start', id: 1, seed: 's', scenario: {}, startAtMs: 3000, playing: false } as const;
const advance: ToCluster = { kind: 'time', id: 2, command: { kind: 'advance', toMs: 60_000 } };

function hashOf(messages: readonly ToCluster[]): unknown {
  const told: FromCluster[] = [];
  const session = new ClusterSession({ now: () => 0, post: (message) => told.push(message) });
  for (const message of messages) session.receive(message);
  session.receive({ kind: 'stateHash', id: 99 });
  return told.at(-1);
}

test('the first picture is told before the rest of the code has come', async () => {
  const debug = vi.spyOn(console, 'debug');
  const worker = await startWorker();
  worker.tell({ ...start, requests });
  expect(debug.mock.calls, 'what scripts/late-code.ts should not list').toEqual([]);
  expect(worker.told.map(({ kind }) => kind)).toEqual(['packed', 'reply']);
});

test('what comes before the rest of the code is answered after it, as if all had been there', async () => {
  const worker = await startWorker();
  const messages: ToCluster[] = [{ ...start, requests }, advance];
  for (const message of messages) worker.tell(message);
  expect(worker.told.some((message) => 'id' in message && message.id === 2)).toBe(false);
  worker.tell({ kind: 'stateHash', id: 99 });
  expect(await until(worker, 99)).toEqual(hashOf(messages));
});

test('a start that takes late code waits for it, and nothing is told of the attempt', async () => {
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db' },
    spec: {
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: {
        metadata: { labels: { app: 'db' } },
        spec: {
          containers: [{ name: 'db', image: 'busybox', command: ['sh', '-c', 'echo $((1 + 1)); sleep 9'] }],
        },
      },
    },
  };
  const messages: ToCluster[] = [{ ...start, requests: [...requests, create(set)] }, advance];
  const worker = await startWorker();
  for (const message of messages) worker.tell(message);
  expect(worker.told).toEqual([]);
  worker.tell({ kind: 'stateHash', id: 99 });
  expect(await until(worker, 99)).toEqual(hashOf(messages));
  expect(worker.told.filter(({ kind }) => kind === 'failed')).toEqual([]);
});

test('everything that is asked later is answered as if all code had been there', async () => {
  const at = (id: number, method: ApiRequest['method'], path: string, more: object = {}): ToCluster => ({
    kind: 'request',
    id,
    request: { method, path, ...more },
  });
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c' }, spec: {} };
  const deployments = '/apis/apps/v1/namespaces/default/deployments';
  const scaled = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 5 } };
  const messages: ToCluster[] = [
    { ...start, requests },
    at(2, 'GET', '/api/v1/pods', { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' }),
    at(3, 'POST', '/api/v1/namespaces/default/persistentvolumeclaims', { body: claim }),
    at(4, 'PATCH', `${deployments}/web`, {
      body: scaled,
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager: 'me', force: 'true' },
    }),
    at(5, 'GET', '/openapi/v3'),
    at(6, 'GET', '/apis'),
    { ...advance, id: 7 },
    at(8, 'DELETE', '/apis/podarium.dev/v1alpha1/machines/node-1'),
    { kind: 'time', id: 9, command: { kind: 'advance', toMs: 600_000 } },
    at(10, 'GET', deployments),
    { kind: 'why', id: 11, revision: 200 },
    { kind: 'stateHash', id: 99 },
  ];
  const told: FromCluster[] = [];
  const session = new ClusterSession({
    now: () => 0,
    post: (message) => told.push(structuredClone(message)),
  });
  for (const message of messages) session.receive(message);
  const worker = await startWorker();
  for (const message of messages) worker.tell(message);
  await until(worker, 99);
  // What is asked about the past need not wait for long work: a slower host answers it sooner.
  const answers = (all: readonly FromCluster[]) =>
    all
      .filter((message) => message.kind === 'reply' || message.kind === 'failed')
      .toSorted((left, right) => left.id - right.id);
  expect(answers(worker.told)).toEqual(answers(told));
});

test('a run is told as a whole session tells it', async () => {
  const messages: ToCluster[] = [
    {
      kind: 'load',
      id: 1,
      run: { seed: 's', scenario: {}, commands: [], viewMs: 20_000 },
      playing: false,
    },
  ];
  const worker = await startWorker();
  for (const message of messages) worker.tell(message);
  worker.tell({ kind: 'stateHash', id: 99 });
  expect(await until(worker, 99)).toEqual(hashOf(messages));
});

test(
  'the code of the first picture is small, and the rest is not in it',
  { timeout: buildTimeoutMs },
  async () => {
    const own = await mkdtemp(join(folder, 'plain-'));
    await buildWorker(own);
    expect(packedKilobytes(own, workerFiles.slice(0, 1))).toBeLessThan(140);
    const [first, rest] = await Promise.all(workerFiles.map((name) => readFile(join(own, name), 'utf8')));
    const inBoth = ['FailedDaemonPod', 'NamesAccepted'].filter((text) => first!.includes(text));
    expect(inBoth).toEqual([]);
    expect(rest!.includes('FailedDaemonPod')).toBe(true);
  },
);
