/** What the server bears of clients that are slow, gone, or too many: with limits that a test can wait for. */
import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type Cluster, createCluster } from '../../engine/index.ts';
import { ApiServerProcess } from './apiserver-process.ts';
import { RealKubectl } from './real-kubectl.ts';

let real: RealKubectl | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await real?.close();
  real = undefined;
});

function newCluster(): Cluster {
  return createCluster({ seed: 'limits' });
}

interface Connection {
  readonly socket: Socket;
  readonly heard: () => string;
  readonly closed: Promise<void>;
}

function open(text: string, address = real!.address): Promise<Connection> {
  const port = Number(new URL(address).port);
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    sockets.push(socket);
    let heard = '';
    socket.on('data', (data) => (heard += data.toString()));
    socket.on('error', () => {});
    const closed = new Promise<void>((done) => socket.once('close', () => done()).once('end', () => done()));
    socket.write(text);
    socket.once('connect', () => resolve({ socket, heard: () => heard, closed }));
  });
}

const requestOf = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
const secrets = '/api/v1/namespaces/default/secrets';
const watch = requestOf(`${secrets}?watch=true`);

it('ends requests whose head or body does not come', async () => {
  real = await RealKubectl.serve(newCluster(), {
    headersTimeoutMs: 200,
    requestTimeoutMs: 400,
    lookEveryMs: 50,
  });
  const head = await open('POST /api/v1/namespaces HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le');
  const body = await open(
    'POST /api/v1/namespaces HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{"a"',
  );
  await Promise.all([head.closed, body.closed]);
  expect(head.heard()).toMatch(/^HTTP\/1\.1 408 /);
  expect((await fetch(`${real!.address}/healthz`)).status).toBe(200);
});

it('lets a watch go whose client takes nothing', async () => {
  real = await RealKubectl.serve(newCluster(), { deadAfterMs: 300, lookEveryMs: 50, watches: 1 });
  const { socket, heard } = await open(watch);
  await expect.poll(heard).toContain('200 OK');
  socket.pause();
  const data = { text: Buffer.alloc(900_000, 'a').toString('base64') };
  for (let round = 0; round < 12; round++) {
    const metadata = { name: `large-${round}` };
    const body = { apiVersion: 'v1', kind: 'Secret', metadata, data };
    real!.cluster.request({ method: 'POST', path: secrets, body });
  }
  // The only place for a watch is free again.
  await expect
    .poll(async () => (await fetch(`${real!.address}${secrets}?watch=true&timeoutSeconds=1`)).status, {
      timeout: 10_000,
    })
    .toBe(200);
});

it('refuses a watch too many, and takes another when one has gone', async () => {
  real = await RealKubectl.serve(newCluster(), { watches: 3 });
  const watching = await Promise.all([open(watch), open(watch), open(watch)]);
  for (const { heard } of watching) await expect.poll(heard).toContain('200 OK');
  const refused = await fetch(`${real!.address}${secrets}?watch=true`);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ reason: 'TooManyRequests' });
  const isTaken = async (): Promise<boolean> => {
    const { heard } = await open(watch);
    await expect.poll(heard).toMatch(/ 200 OK| 429 /);
    return heard().includes(' 200 OK');
  };
  // One is cut, the other only says that it will say no more: either way its client is gone.
  watching[0]!.socket.destroy();
  await expect.poll(isTaken).toBe(true);
  watching[1]!.socket.end();
  await expect.poll(isTaken).toBe(true);
});

it('serves ten thousand watches', { timeout: 120_000 }, async () => {
  const server = new ApiServerProcess(['--port', '0']);
  try {
    const address = await server.address();
    const before = server.memoryBytes();
    const watches: Connection[] = [];
    const unanswered = (): number => watches.filter(({ heard }) => heard() === '').length;
    // Each batch is answered before the next, or the system's queue of connections runs over.
    while (watches.length < 10_000) {
      watches.push(...(await Promise.all(Array.from({ length: 250 }, () => open(watch, address)))));
      await expect.poll(unanswered, { timeout: 30_000, interval: 5 }).toBe(0);
    }
    const metadata = { name: 'many-watch-me' };
    const body = JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${address}${secrets}`, { method: 'POST', headers, body })).status).toBe(201);
    const waiting = (): number => watches.filter(({ heard }) => !heard().includes('many-watch-me')).length;
    await expect.poll(waiting, { timeout: 30_000 }).toBe(0);
    // Measured: about 10 kB each, sockets included.
    expect(server.memoryBytes() - before).toBeLessThan(400_000_000);
  } finally {
    for (const socket of sockets) socket.destroy();
    await server.close();
  }
});
