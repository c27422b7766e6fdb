import { beforeEach, describe, expect, it } from 'vitest';
import { ClusterClient } from '../testing/cluster-client.ts';
import { TestCluster } from '../testing/test-cluster.ts';
import type { ApiClient } from './api-client.ts';
import { filesInMemory } from './file-system.ts';
import { type KubectlOptions, runKubectl } from './index.ts';
import type { Terminal } from './terminal.ts';

const talker = `
apiVersion: v1
kind: Pod
metadata: { name: talker }
spec:
  containers:
  - { name: main, image: busybox, command: [sh, -c, 'echo ready; sleep 100000'] }
`;

/** A person at a terminal, who types the next line when the last one's answer has come. */
class Typist implements Terminal {
  readonly columns = 80;
  readonly rows = 24;
  seen = '';
  isRaw = false;
  wasRaw = false;
  readonly #script: Array<readonly [after: string, keys: string]>;
  #listener: ((text: string) => void) | undefined;
  /** Typed before anybody listened. */
  #waiting = '';
  resize: (columns: number, rows: number) => void = () => {};

  constructor(...script: Array<readonly [after: string, keys: string]>) {
    this.#script = script;
  }

  see(text: string): void {
    this.seen += text;
    const next = this.#script[0];
    if (next === undefined || !this.seen.endsWith(next[0])) return;
    this.#script.shift();
    if (this.#listener === undefined) this.#waiting += next[1];
    else this.#listener(next[1]);
  }

  onInput(listener: (text: string) => void): () => void {
    this.#listener = listener;
    if (this.#waiting !== '') listener(this.#waiting);
    return () => (this.#listener = undefined);
  }

  onResize(listener: (columns: number, rows: number) => void): () => void {
    this.resize = listener;
    return () => (this.resize = () => {});
  }

  setRaw(raw: boolean): void {
    this.isRaw = raw;
    this.wasRaw ||= raw;
  }
}

/** More than any of these conversations takes; simulated time passes as fast as it is asked for. */
const mostTicks = 500;

/** Gives up where nothing comes any more. */
class PatientClient extends ClusterClient {
  #ticks = 0;

  override tick(): Promise<void> {
    if (++this.#ticks > mostTicks) return Promise.reject(new Error('nothing happens any more'));
    return super.tick();
  }
}

let cluster: TestCluster;

const run = (line: string, options: Partial<KubectlOptions> = {}) =>
  runKubectl(line, { client: new PatientClient(cluster.cluster), ...options });

const talk = async (line: string, terminal: Typist, options: Partial<KubectlOptions> = {}) => {
  const hear = (text: string) => terminal.see(text);
  return run(line, { terminal, onStdout: hear, onStderr: hear, ...options });
};

beforeEach(async () => {
  cluster = TestCluster.with(1);
  cluster.advance(20);
  await run('apply -f -', { stdin: talker });
  cluster.advance(10);
});

describe('exec -it', () => {
  it('shows what is typed, answers, and ends as the shell does', async () => {
    const person = new Typist(['# ', 'echo $((1 + 1))\n'], ['# ', 'exit 3\n']);
    const { exitCode, stderr } = await talk('exec -it talker -- sh', person);
    expect(person.seen).toContain('echo $((1 + 1))\r\n2\r\n');
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: 'command terminated with exit code 3\n' });
    expect([person.wasRaw, person.isRaw]).toEqual([true, false]);
  });

  it('without a terminal says that it has none', async () => {
    const { stdout, stderr } = await run('exec -it talker -- echo hi', { stdin: '' });
    expect(stdout).toBe('hi\n');
    expect(stderr).toBe('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  });

  it('is left by Ctrl+C from outside', async () => {
    const controller = new AbortController();
    const person = new Typist();
    const waiting = talk('exec -it talker -- sh', person, { signal: controller.signal });
    controller.abort();
    expect((await waiting).exitCode).toBe(130);
  });

  it('hears of a new size', async () => {
    const person = new Typist(['# ', 'echo bigger\n'], ['# ', 'exit\n']);
    const client = new PatientClient(cluster.cluster);
    const sent: unknown[] = [];
    const listening: ApiClient = {
      request: (request) => {
        sent.push(request.body);
        return client.request(request);
      },
      watch: (...wanted) => client.watch(...wanted),
      tick: () => client.tick(),
      now: () => client.now(),
    };
    const ended = talk('exec -it talker -- sh', person, {
      client: listening,
      onStdout: (text) => {
        person.resize(100, 40);
        person.see(text);
      },
    });
    expect((await ended).exitCode).toBe(0);
    expect(sent).toContainEqual(expect.objectContaining({ resize: { width: 100, height: 40 } }));
  });
});

describe('run -it', () => {
  it('starts a pod, talks to it, and takes it away with --rm', async () => {
    const person = new Typist(['enter.\n', '\n'], ['# ', 'echo from inside\n'], ['# ', 'exit\n']);
    const { exitCode, stdout } = await talk('run box --image=busybox -it --rm --restart=Never -- sh', person);
    expect(stdout).toContain('from inside\r\n');
    expect(stdout).toMatch(/pod "box" deleted from default namespace\n$/);
    expect(exitCode).toBe(0);
    expect((await run('get pod box')).stderr).toBe('Error from server (NotFound): pods "box" not found\n');
  });
});

describe('attach', () => {
  it('hears what a container prints from then on, until the person leaves', async () => {
    await run('run counter --image=busybox -- sh -c "while true; do echo tick; sleep 1; done"');
    cluster.advance(10);
    const controller = new AbortController();
    let heard = '';
    const onStdout = (text: string) => {
      heard += text;
      if (heard.split('tick').length > 3) controller.abort();
    };
    const { exitCode } = await run('attach counter', { onStdout, signal: controller.signal });
    expect(exitCode).toBe(130);
    expect(heard).toContain('tick\ntick\n');
  });
});

describe('cp', () => {
  it('carries folders and bytes both ways', async () => {
    const bytes = 'a\udcff\udc80\0b';
    const files = filesInMemory({ 'site/index.html': '<p>', 'site/deep/data.bin': bytes });
    expect(await run('cp site talker:/tmp', { files })).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    expect((await run('exec talker -- ls /tmp/site')).stdout).toBe('deep\nindex.html\n');
    await run('cp talker:/tmp/site back', { files });
    expect(files.read('back/index.html')).toBe('<p>');
    expect(files.read('back/deep/data.bin')).toBe(bytes);
    await run('create configmap bytes --from-file=back/deep/data.bin --from-file=back/index.html', { files });
    expect((await run('get configmap bytes -o jsonpath={.data}{.binaryData}')).stdout).toBe(
      '{"index.html":"\\u003cp\\u003e"}{"data.bin":"Yf+AAGI="}',
    );
  });

  it('renames, fills folders, and tells what is wrong', async () => {
    const files = filesInMemory({ 'note.txt': 'hello\n', 'dir/x': '1' });
    await run('cp note.txt talker:/tmp/other.txt', { files });
    await run('cp note.txt default/talker:/tmp', { files });
    expect((await run('exec talker -- ls /tmp')).stdout).toBe('note.txt\nother.txt\n');
    const failures = [
      ['cp note.txt', 'error: source and destination are required\n'],
      ['cp nope talker:/tmp', "error: nope doesn't exist in local filesystem\n"],
      ['cp talker:/a talker:/b', 'error: one of src or dest must be a local file specification\n'],
      ['cp a b', 'error: one of src or dest must be a remote file specification\n'],
      ['cp note.txt talker:', 'error: filepath can not be empty\n'],
      ['cp talker:/tmp/note.txt dir', 'error: open dir: is a directory\n'],
      ['cp talker:/nothing x', 'command terminated with exit code 1\n'],
    ] as const;
    for (const [line, stderr] of failures)
      expect(await run(line, { files }), line).toMatchObject({ stderr, exitCode: 1 });
  });
});
