/** The command itself: what a person sees who starts `npm run apiserver`, and what clients get from it. */
import { type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiServerProcess } from './apiserver-process.ts';

const manifest = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: nginx, image: nginx:1.28, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
`;

interface Answer {
  readonly code: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

function ask(
  address: string,
  path: string,
  options: { method?: string; headers?: Readonly<Record<string, string>>; body?: unknown } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const json = { 'content-type': 'application/json' };
    const sent = httpRequest(
      `${address}${path}`,
      { method, headers: { ...json, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            code: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(chunks),
          }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function jsonOf({ bytes }: Answer): unknown {
  return JSON.parse(bytes.toString()) as unknown;
}

describe('npm run apiserver', () => {
  let server: ApiServerProcess;
  let address = '';

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'podarium-entry-'));
    writeFileSync(join(folder, 'web.yaml'), manifest);
    server = new ApiServerProcess(
      ['--port', '0', '--speed', '20', '--machines', '2', '-f', 'web.yaml'],
      folder,
    );
    address = await server.address();
  }, 60_000);
  afterAll(() => server.close());

  it('says where it is and that it is simulated', () => {
    expect(server.text).toContain(
      'a simulated Kubernetes cluster, one control plane and 2 workers, time at 20x',
    );
    expect(server.text).toContain(`kubeconfig  ${server.kubeconfig}`);
    expect(server.text).toMatch(/nothing here is real but the API/);
  });

  it('applies the manifests and says so', () => {
    expect(server.text).toMatch(/^pod\/web created\nservice\/web created\n/);
  });

  it('writes a kubeconfig for its owner only, which kubectl takes', async () => {
    expect(statSync(server.kubeconfig).mode & 0o777).toBe(0o600);
    const { stdout, code } = await server.kubectl(['get', 'nodes', '-o', 'name']);
    expect(stdout).toBe('node/control-plane\nnode/node-1\nnode/node-2\n');
    expect(code).toBe(0);
    expect((await server.kubectl(['version'])).stdout).toMatch(/Server Version: v1\.36\.0\S*simulated/);
  });

  it('forwards a port for kubectl', { timeout: 60_000 }, async () => {
    await server.kubectl(['wait', '--for=condition=Ready', 'pod/web', '--timeout=60s']);
    const forward = server.start('kubectl', ['port-forward', 'pod/web', ':80']);
    try {
      const port = /127\.0\.0\.1:(\d+) -> 80/.exec(await firstWords(forward))?.[1];
      for (let round = 0; round < 5; round++) {
        const answer = await ask(`http://127.0.0.1:${port}`, '/');
        expect(answer.code).toBe(200);
        expect(answer.bytes.toString()).toContain('Welcome to nginx!');
      }
      expect(forward.exitCode).toBeNull();
    } finally {
      forward.kill('SIGKILL');
    }
  });

  it('answers at node ports, and passes what is in them', async () => {
    const answer = await ask(address, '/podarium/nodeport/30080/');
    expect(answer.code).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.bytes.toString()).toContain('Welcome to nginx!');
    expect((await ask(address, '/podarium/nodeport/30080/nope')).code).toBe(404);
    expect((await ask(address, '/podarium/nodeport/30081/')).code).toBe(404);
    // A body for a server in the cluster is none of the API server's business.
    const posted = await ask(address, '/podarium/nodeport/30080/', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'no object',
    });
    expect([200, 405]).toContain(posted.code);
  });

  it('packs large answers for those who can unpack them', async () => {
    const path = '/openapi/v3/apis/apps/v1';
    const packed = await ask(address, path, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    const { gunzipSync } = await import('node:zlib');
    const plain = await ask(address, path);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true);
    expect(
      (await ask(address, '/version', { headers: { 'accept-encoding': 'gzip' } })).headers,
    ).not.toHaveProperty('content-encoding');
  });

  it('holds time in its hand', async () => {
    const set = (body: unknown): Promise<Answer> => ask(address, '/podarium/time', { method: 'POST', body });
    const paused = jsonOf(await set({ pause: true })) as { elapsedSeconds: number };
    expect(paused).toMatchObject({ paused: true, speed: 20 });
    const later = jsonOf(await set({ advanceSeconds: 90.5 }));
    // Simulated time is whole milliseconds; a sum of fractions need not be.
    const elapsedSeconds = Math.round((paused.elapsedSeconds + 90.5) * 1000) / 1000;
    expect(later).toMatchObject({ elapsedSeconds });
    expect(jsonOf(await ask(address, '/podarium/time'))).toEqual(later);
    expect(jsonOf(await set({ pause: false, speed: 50 }))).toMatchObject({ paused: false, speed: 50 });
    for (const wrong of [
      { speed: 0 },
      { pause: 'yes' },
      { advanceSeconds: '1' },
      { sped: 1 },
      'fast',
      [],
      null,
    ])
      expect((await set(wrong)).code, JSON.stringify(wrong)).toBe(400);
    // A wrong part leaves the right ones undone.
    expect((await set({ speed: 7, pause: 'yes' })).code).toBe(400);
    expect(jsonOf(await ask(address, '/podarium/time'))).toMatchObject({ speed: 50 });
    expect((await ask(address, '/podarium/time', { method: 'DELETE' })).code).toBe(405);
  });

  it('says that a port is taken', { timeout: 60_000 }, async () => {
    const second = new ApiServerProcess(['--port', new URL(address).port, '--kubeconfig', 'second']);
    const { stderr, stdout, code } = await second.ended;
    expect(stderr).toMatch(/^error: port \d+ is in use; choose another with --port, or 0 for a free one\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(1);
    rmSync(second.folder, { recursive: true });
  });

  it('ends when it is interrupted, also while clients watch', async () => {
    const watching = server.start('kubectl', ['get', 'pods', '--watch']);
    await firstWords(watching);
    const { code, stderr } = await server.interrupt();
    expect(code).toBe(0);
    expect(stderr).toBe('');
    await expect(ask(address, '/healthz')).rejects.toThrow();
    watching.kill('SIGKILL');
  });
});

describe('npm run apiserver refuses', { timeout: 60_000 }, () => {
  it.each([
    ['an unknown flag', ['--prot', '8001'], /Unknown option '--prot'/, 2],
    ['another host without leave', ['--host', '0.0.0.0'], /add --allow-remote to mean it/, 2],
    ['a file that is not there', ['--port', '0', '-f', 'nope.yaml'], /nope\.yaml/, 2],
    ['a folder for a kubeconfig', ['--port', '0', '--kubeconfig', 'no/such/folder/config'], /ENOENT/, 1],
  ])('%s', async (_what, args, expected, code) => {
    const server = new ApiServerProcess(args);
    const result = await server.ended;
    expect(result.stderr).toMatch(expected);
    expect(result.stderr).toMatch(/^error: /);
    expect(result.stdout).toBe('');
    expect(result.code).toBe(code);
    rmSync(server.folder, { recursive: true });
  });

  it('to write over the way to another cluster', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'podarium-entry-'));
    const path = join(folder, 'config');
    writeFileSync(path, 'apiVersion: v1\nkind: Config\ncurrent-context: work\n');
    const { stderr, code } = await new ApiServerProcess(['--kubeconfig', path], folder).ended;
    expect(stderr).toContain('is not of a simulated cluster');
    expect(code).toBe(2);
    expect(readFileSync(path, 'utf8')).toContain('current-context: work');
    rmSync(folder, { recursive: true });
  });
});

describe('npm run apiserver -- --authorization RBAC', { timeout: 60_000 }, () => {
  let server: ApiServerProcess;
  let address = '';
  let token = '';

  beforeAll(async () => {
    server = new ApiServerProcess(['--port', '0', '--speed', '20', '--authorization', 'RBAC']);
    address = await server.address();
    await server.kubectl(['create', 'serviceaccount', 'reader']);
    await server.kubectl(['create', 'role', 'read-pods', '--verb=get,list,watch', '--resource=pods']);
    await server.kubectl([
      'create',
      'rolebinding',
      'reader',
      '--role=read-pods',
      '--serviceaccount=default:reader',
    ]);
    token = (await server.kubectl(['create', 'token', 'reader'])).stdout.trim();
  }, 60_000);
  afterAll(() => server.close());

  const get = (path: string): Promise<Answer> =>
    ask(address, path, { headers: { authorization: `Bearer ${token}` } });

  it('lets an account do what its role allows', async () => {
    expect(token.split('.')).toHaveLength(3);
    expect((await get('/api/v1/namespaces/default/pods')).code).toBe(200);
  });

  it('refuses the rest in the words of RBAC', async () => {
    const refused = await get('/api/v1/namespaces/default/secrets');
    expect(refused.code).toBe(403);
    expect(jsonOf(refused)).toMatchObject({
      reason: 'Forbidden',
      message:
        'secrets is forbidden: User "system:serviceaccount:default:reader" cannot list resource "secrets" in API group "" in the namespace "default"',
    });
    expect((await get('/api/v1/namespaces/kube-system/pods')).code).toBe(403);
    expect((await get('/api/v1/namespaces/default/secrets?watch=true')).code).toBe(403);
  });

  it('knows whom a token is of, and refuses those of nobody', async () => {
    // kubectl sends no token without TLS.
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const who = await ask(address, '/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: review,
    });
    expect(jsonOf(who)).toMatchObject({
      status: { userInfo: { username: 'system:serviceaccount:default:reader' } },
    });
    const forged = `${token.slice(0, -3)}AAA`;
    const answer = await ask(address, '/api/v1/pods', { headers: { authorization: `Bearer ${forged}` } });
    expect(answer.code).toBe(401);
    expect(jsonOf(answer)).toMatchObject({ reason: 'Unauthorized' });
  });

  it('takes whoever has no token for the administrator', async () => {
    expect((await server.kubectl(['auth', 'can-i', '*', '*'])).stdout).toBe('yes\n');
    const as = ['--as', 'system:serviceaccount:default:reader'];
    expect((await server.kubectl(['auth', 'can-i', 'delete', 'pods', ...as])).stdout).toBe('no\n');
  });
});

/** Resolves to the first line that a process prints. */
function firstWords(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.includes('\n')) resolve(text);
    });
    child.on('close', () => reject(new Error(`it has ended after: ${text}`)));
  });
}
