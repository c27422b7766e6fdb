import { describe, expect, it } from 'vitest';
import { RuntimeHarness } from '../runtime-harness.ts';
import type { ContainerNetwork } from '../shell/host.ts';

const network: ContainerNetwork = {
  resolve: (_, host, { nameservers }) => {
    if (host === 'lost') return { kind: 'unreachable', waitedMs: 10_000 };
    const [server = ''] = nameservers;
    return host === 'web'
      ? { kind: 'found', name: 'web.default.svc', addresses: ['10.96.0.5'], server, waitedMs: 0 }
      : { kind: 'unknown', server, waitedMs: 0 };
  },
  request: (_, __, port, path) => {
    if (port === 80)
      return { kind: 'http', status: path === '/gone' ? 404 : 200, body: `page ${path}\n`, delayMs: 1 };
    return port === 81 ? { kind: 'refused' } : { kind: 'timeout' };
  },
};

function run(command: string): { exitCode: number; stdout: string; stderr: string; waitedMs?: number } {
  const cluster = new RuntimeHarness({ network }).started();
  const names = { hostname: 'client', hostAliases: [{ ip: '10.1.2.3', hostnames: ['db'] }] };
  cluster.run({ image: 'nicolaka/netshoot', command: ['sleep', '1000'] }, names as never);
  return cluster.exec('sh', '-c', command);
}

describe('wget, curl and nslookup', () => {
  it.each<[string, object]>([
    ['wget -qO- http://web/a', { exitCode: 0, stdout: 'page /a\n', stderr: '' }],
    ['wget -q -O - web', { exitCode: 0, stdout: 'page /\n' }],
    [
      'wget -O- -T 2 web:81',
      {
        exitCode: 1,
        stderr: expect.stringContaining("can't connect to remote host (10.96.0.5): Connection refused"),
      },
    ],
    [
      'wget -qO- --timeout=2 http://web:9999',
      { exitCode: 1, stderr: 'wget: download timed out\n', waitedMs: 2_000 },
    ],
    ['wget -qO- http://nobody', { exitCode: 1, stderr: "wget: bad address 'nobody'\n" }],
    [
      'wget http://web/gone',
      { exitCode: 1, stderr: expect.stringContaining('wget: server returned error: HTTP/1.1 404 Not Found') },
    ],
    ['curl -s http://web/x', { exitCode: 0, stdout: 'page /x\n' }],
    ["curl -s -o /dev/null -w '%{http_code}' web", { exitCode: 0, stdout: '200' }],
    ['curl -sf web/gone', { exitCode: 22, stdout: '' }],
    [
      'curl web:81',
      { exitCode: 7, stderr: expect.stringContaining('curl: (7) Failed to connect to web port 81') },
    ],
    ['curl -m 3 web:9999', { exitCode: 28, waitedMs: 3_000, stderr: expect.stringContaining('curl: (28)') }],
    ['curl nobody', { exitCode: 6, stderr: 'curl: (6) Could not resolve host: nobody\n' }],
    ['nslookup web', { exitCode: 0, stdout: expect.stringContaining('Address: 10.96.0.5') }],
    ['nslookup nobody', { exitCode: 1, stdout: expect.stringContaining("can't find nobody: NXDOMAIN") }],
    ['nc -zv web 80', { exitCode: 0, stderr: 'web (10.96.0.5:80) open\n' }],
    ['nc -zv db 80', { exitCode: 0, stderr: 'db (10.1.2.3:80) open\n' }],
    ['wget -qO- lost', { exitCode: 1, stderr: "wget: bad address 'lost'\n", waitedMs: 10_000 }],
    ['curl lost', { exitCode: 6, waitedMs: 10_000 }],
    [
      'curl -m 2 lost',
      { exitCode: 28, waitedMs: 2_000, stderr: expect.stringContaining('Resolving timed out') },
    ],
    ['curl https://web:80', { exitCode: 35, stderr: expect.stringContaining('wrong version number') }],
    ['nslookup lost', { exitCode: 1, stdout: ';; connection timed out; no servers could be reached\n\n' }],
    ['nslookup db', { exitCode: 1 }],
    ['until nc -z web 80; do sleep 1; done; echo up', { exitCode: 0, stdout: 'up\n' }],
  ])('%s', (command, expected) => {
    expect(run(command)).toMatchObject(expected);
  });
});
