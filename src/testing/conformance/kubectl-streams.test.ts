/** The real kubectl where it goes on: watches, forwarded ports, terminals. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { get } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shell, web } from './manifests.ts';
import { RealKubectl } from './real-kubectl.ts';
import { testSpeed } from './transcript.ts';

let real: RealKubectl;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  real = await RealKubectl.start();
  real.time.start(testSpeed);
  await real.run(['apply', '-f', '-'], { stdin: `${web}---\n${shell}` });
  await real.run(['wait', '--for=condition=Ready', 'pod', '--all', '--timeout=30s']);
}, 60_000);
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});
afterAll(() => real.close());

type Heard = (pattern: RegExp) => Promise<string>;

/** Starts kubectl; `heard` resolves to what it has printed once that matches. */
function start(args: readonly string[]): { child: ChildProcess; heard: Heard } {
  const child = real.spawn('kubectl', args);
  children.add(child);
  return { child, heard: hear(child) };
}

function hear({ stdout, stderr }: ChildProcess): Heard {
  let text = '';
  for (const stream of [stdout, stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => (text += part));
  return async (pattern) => {
    await expect.poll(() => text, { timeout: 20_000, interval: 20 }).toMatch(pattern);
    return text;
  };
}

function fetchPage(port: number): Promise<{ code: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path: '/', agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ code: response.statusCode ?? 0, text }));
    });
    request.on('error', reject);
  });
}

describe('real kubectl watches', { timeout: 30_000 }, () => {
  it('get --watch prints a row for each change', async () => {
    await real.run(['create', 'configmap', 'before', '--from-literal=a=b']);
    await real.run(['label', 'configmap', 'before', 'seen=yes']);
    const { heard } = start(['get', 'configmaps', '--watch', '-l', 'seen=yes']);
    await heard(/before/);
    await real.run(['create', 'configmap', 'watched', '--from-literal=a=b']);
    await real.run(['label', 'configmap', 'watched', 'seen=yes']);
    const text = await heard(/watched/);
    expect(text).toMatch(/^NAME\s+DATA\s+AGE\nbefore\s+1\s+\S+\nwatched\s+1\s+\S+\n/);
  });

  it('get --watch-only --output-watch-events says what kind of change', async () => {
    const { heard } = start(['get', 'configmaps', '--watch-only', '--output-watch-events', '-v=6']);
    // Its own log tells that the answer to the watch has begun.
    await heard(/watch=true[^]*200 OK/);
    await real.run(['create', 'configmap', 'brief']);
    await real.run(['delete', 'configmap', 'brief']);
    expect(await heard(/DELETED\s+brief/)).toMatch(
      /EVENT\s+NAME\s+DATA\s+AGE\nADDED\s+brief.*DELETED\s+brief/s,
    );
  });

  it('rollout status tells how it goes on', async () => {
    real.time.pause(true);
    await real.run(['rollout', 'restart', 'deploy/web']);
    const { heard } = start(['rollout', 'status', 'deploy/web']);
    await heard(/Waiting for deployment spec update to be observed/);
    real.time.pause(false);
    expect(await heard(/successfully rolled out/)).toMatch(/Waiting for deployment "web" rollout to finish/);
  });

  it('logs --follow and events --watch go on', async () => {
    const logs = start(['logs', '-f', 'shell', '-c', 'main', '--tail=1']);
    await logs.heard(/tick\n.*tick\n.*tick/s);
    const events = start(['events', '--watch', '--for', 'pod/late']);
    await real.run(['run', 'late', '--image=nginx']);
    await events.heard(/Scheduled\s+Pod\/late/);
  });
});

describe('real kubectl forwards ports', { timeout: 30_000 }, () => {
  it.each([
    ['a pod', ['port-forward', 'pod/shell', ':80']],
    ['a service', ['port-forward', 'service/web', ':80']],
    ['a deployment', ['port-forward', 'deploy/web', ':80']],
  ])('of %s', async (_what, args) => {
    const { heard } = start(args);
    const port = Number(/127\.0\.0\.1:(\d+) -> 80/.exec(await heard(/Forwarding from 127/))?.[1]);
    for (let round = 0; round < 3; round++) {
      const { code, text } = await fetchPage(port);
      expect(code).toBe(200);
      expect(text).toContain('Welcome to nginx!');
    }
  });

  it('and says when nothing listens there', async () => {
    const { heard } = start(['port-forward', 'pod/shell', ':81']);
    const port = Number(/127\.0\.0\.1:(\d+) -> 81/.exec(await heard(/Forwarding from 127/))?.[1]);
    await expect(fetchPage(port)).rejects.toThrow();
    expect(await heard(/error forwarding port 81/)).toMatch(/an error occurred forwarding \d+ -> 81/);
  });
});

describe('real kubectl attaches', { timeout: 30_000 }, () => {
  it('to what a container prints', async () => {
    const { heard } = start(['attach', 'shell', '-c', 'main']);
    await heard(/tick\n.*tick/s);
  });

  // Of util-linux: runs a command on a terminal.
  const terminal = 'script';
  const hasTerminal = spawnSync(terminal, ['--version']).status === 0;
  it.runIf(hasTerminal)('a terminal: what is typed is echoed', async () => {
    const { kubectl } = real.binaries;
    const line = `${kubectl} exec -it shell -c main -- sh`;
    const env = { ...process.env, KUBECONFIG: real.kubeconfig, HOME: real.folder };
    const child = spawn(terminal, ['-qfec', line, '/dev/null'], { env });
    children.add(child);
    const heard = hear(child);
    await heard(/[#$] $/);
    child.stdin.write('echo from a $((1 + 1)) terminal\n');
    const text = await heard(/from a 2 terminal/);
    expect(text).toContain('echo from a $((1 + 1)) terminal');
    child.stdin.write('exit\n');
    await new Promise((resolve) => child.on('close', resolve));
  });
});
