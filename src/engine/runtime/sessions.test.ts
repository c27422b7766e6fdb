import { describe, expect, test } from 'vitest';
import type { OpenExec } from '../api/streams.ts';
import { RuntimeHarness } from './runtime-harness.ts';

function running(container: Parameters<RuntimeHarness['run']>[0] = { command: ['sleep', '9999'] }) {
  const harness = new RuntimeHarness().started();
  harness.run(container);
  return harness;
}

/** A person at a session: types, waits, reads what is new. */
function open(harness: RuntimeHarness, request: Omit<OpenExec, 'stream'>) {
  const { streams } = harness.runtime;
  let output = streams.openExec('uid-web', 'main', { stream: true, ...request });
  let from = 0;
  return {
    id: output.session,
    read() {
      output = streams.readSession('uid-web', output.session, from);
      from = output.next;
      return output.stdout;
    },
    get exitCode() {
      return streams.readSession('uid-web', output.session, from).exitCode;
    },
    get stderr() {
      return streams.readSession('uid-web', output.session, 0).stderr;
    },
    type(input: string, closeInput = false) {
      streams.writeSession('uid-web', { session: output.session, input, closeInput });
      return this;
    },
    close: () => streams.writeSession('uid-web', { session: output.session, close: true }),
  };
}

const shellAt = (shell: string) => ({ command: [shell], stdin: true, tty: true });

describe('a command in a container', () => {
  test('lives on simulated time', () => {
    const harness = running();
    const session = open(harness, { command: ['sh', '-c', 'echo one; sleep 5; echo two; exit 3'] });
    expect(session.read()).toBe('one\n');
    harness.advance(4_999);
    expect(session.read()).toBe('');
    harness.advance(1);
    expect([session.read(), session.exitCode]).toEqual(['two\n', 3]);
  });

  test('reads what is piped in, to its end', () => {
    const session = open(running(), { command: ['sh', '-c', 'cat > /tmp/x; wc -c < /tmp/x'], stdin: true });
    session.type('hello ').type('world\n');
    expect(session.exitCode).toBeUndefined();
    session.type('', true);
    expect(session.read().trim()).toBe('12');
    expect(session.exitCode).toBe(0);
  });

  test('cat gives back what comes as it comes', () => {
    const session = open(running(), { command: ['cat'], stdin: true });
    expect([session.type('a\n').read(), session.type('b\n').read()]).toEqual(['a\n', 'b\n']);
    session.type('', true);
    expect(session.exitCode).toBe(0);
  });

  test('a loop reads line by line', () => {
    const command = ['sh', '-c', 'while IFS= read -r line; do echo "[$line]"; done; echo end'];
    const session = open(running(), { command, stdin: true });
    expect(session.type('x\ny').read()).toBe('[x]\n');
    expect(session.type('', true).read()).toContain('end\n');
  });

  test('without stdin it finds the end at once', () => {
    const session = open(running(), { command: ['cat'] });
    expect([session.read(), session.exitCode]).toEqual(['', 0]);
  });

  test('that is not there', () => {
    expect(() => open(running(), { command: ['nosuch'] })).toThrow(
      /OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in \$PATH: unknown/,
    );
  });

  test('sees the main process and itself', () => {
    const session = open(running(), { command: ['sh', '-c', 'ps'] });
    expect(session.read()).toBe(
      'PID   USER     TIME  COMMAND\n    1 root      0:00 sleep 9999\n    7 root      0:00 sh -c ps\n    8 root      0:00 ps\n',
    );
  });

  test('ends with its container', () => {
    const harness = running();
    const session = open(harness, { command: ['sleep', '1000'] });
    harness.runtime.stopContainer('node-1', 'uid-web', 'main', 0);
    harness.advance(10);
    expect(session.exitCode).toBe(137);
  });

  test('is gone when its client is', () => {
    const session = open(running(), { command: ['sleep', '1000'] });
    session.close();
    expect(() => session.read()).toThrow(/not found/);
  });

  test('goes on after a checkpoint', () => {
    const harness = running();
    const session = open(harness, shellAt('sh'));
    session.type('x=7\rsleep 5; echo $x\r');
    harness.advance(1_000);
    const copy = harness.restored().advance(4_000);
    const seen = copy.runtime.streams.readSession('uid-web', session.id, 0);
    expect(seen.stdout).toBe('/ # x=7\r\nsleep 5; echo $x\r\n/ # 7\r\n/ # ');
  });

  test('keeps a bounded output and says what is lost', () => {
    const harness = running();
    const script = 'i=0; while [ $i -lt 400 ]; do seq 1 2000; i=$((i+1)); done';
    const session = open(harness, { command: ['sh', '-c', script] });
    harness.advance(3_600_000);
    const output = harness.runtime.streams.readSession('uid-web', session.id, 0);
    expect(output.exitCode).toBe(0);
    expect(output.dropped).toBeGreaterThan(0);
    expect(output.stdout.length).toBeLessThan(2_200_000);
  });

  test('sessions have a bound, ended ones make room', () => {
    const harness = running();
    for (let count = 0; count < 100; count++) open(harness, { command: ['true'] });
    for (let count = 0; count < 63; count++) open(harness, { command: ['sleep', '99'] });
    open(harness, { command: ['sleep', '99'] });
    expect(() => open(harness, { command: ['true'] })).toThrow(/too many sessions/);
  });
});

describe('a shell at a terminal', () => {
  test('of busybox', () => {
    const session = open(running(), shellAt('sh'));
    expect(session.read()).toBe('/ # ');
    expect(session.type('cd /tmp\r').read()).toBe('cd /tmp\r\n/tmp # ');
    expect(session.type('echo $((6*7)); nosuch\r').read()).toBe(
      'echo $((6*7)); nosuch\r\n42\r\nsh: nosuch: not found\r\n/tmp # ',
    );
    expect(session.type('echo $?\r').read()).toBe('echo $?\r\n127\r\n/tmp # ');
    expect(session.type('exit 5\r').read()).toBe('exit 5\r\n');
    expect(session.exitCode).toBe(5);
  });

  test('of a debian image, by either shell', () => {
    const harness = running({ image: 'nginx' });
    expect(open(harness, shellAt('bash')).read()).toBe('root@web:/# ');
    const dash = open(harness, shellAt('/bin/sh'));
    expect(dash.read()).toBe('# ');
    expect(dash.type('\x04').exitCode).toBe(0);
  });

  test('edits the line and takes Ctrl+C', () => {
    const harness = running();
    const session = open(harness, shellAt('sh'));
    session.type('echo ab\x7fc\r');
    expect(session.read()).toBe('/ # echo ab\b \bc\r\nac\r\n/ # ');
    session.type('sleep 100\r');
    harness.advance(2_000);
    expect(session.type('\x03').read()).toBe('sleep 100\r\n^C\r\n/ # ');
    expect(session.type('echo $?\r').read()).toBe('echo $?\r\n130\r\n/ # ');
    expect(session.type('junk\x15echo ok\x1b[A\r').read()).toContain('\r\nok\r\n');
    harness.advance(200_000);
    expect(session.exitCode).toBeUndefined();
  });

  test('goes on over several lines and after what it cannot read', () => {
    const session = open(running(), shellAt('sh'));
    session.read();
    expect(session.type('for i in 1 2; do\recho $i\rdone\r').read()).toBe(
      'for i in 1 2; do\r\necho $i\r\ndone\r\n> > 1\r\n2\r\n/ # ',
    );
    session.type('cat <<EOF\rhi\rEOF\r');
    expect(session.read()).toMatch(/hi\r\n\/ # $/);
    expect(session.type('fi\r').read()).toBe('fi\r\nsh: syntax error: unexpected "fi"\r\n/ # ');
    expect(session.exitCode).toBeUndefined();
  });

  test('cat at a terminal ends with Ctrl+D and gives the prompt back', () => {
    const session = open(running(), shellAt('sh'));
    session.read();
    expect(session.type('cat\rhello\r\x04').read()).toBe('cat\r\nhello\r\nhello\r\n/ # ');
  });

  test('a shell without terminal runs what is piped in', () => {
    const session = open(running(), { command: ['sh'], stdin: true });
    expect(session.type('echo a\necho b', true).read()).toBe('a\nb\n');
    expect(session.exitCode).toBe(0);
  });

  test('Ctrl+C ends a command without shell', () => {
    const session = open(running(), { command: ['sleep', '9'], stdin: true, tty: true });
    session.type('\x03');
    expect(session.exitCode).toBe(130);
  });
});

describe('attach', () => {
  test('shows what comes from now on and ends with the container', () => {
    const harness = running({ command: ['sh', '-c', 'echo a; sleep 1; echo b >&2; sleep 1; exit 4'] });
    const { streams } = harness.runtime;
    const { session } = streams.openAttach('uid-web', 'main', { stream: true });
    harness.advance(1_500);
    expect(streams.readSession('uid-web', session, 0)).toMatchObject({ stdout: '', stderr: 'b\n' });
    harness.advance(1_000);
    expect(streams.readSession('uid-web', session, 0).exitCode).toBe(0);
  });

  test('types into a shell that is the main process', () => {
    const harness = running({ command: ['sh'], stdin: true, tty: true });
    const { streams } = harness.runtime;
    const { session } = streams.openAttach('uid-web', 'main', { stream: true, stdin: true, tty: true });
    streams.writeSession('uid-web', { session, input: '\recho hi\r' });
    expect(streams.readSession('uid-web', session, 0).stdout).toBe('\r\necho hi\r\n/ # hi\r\n/ # ');
    streams.writeSession('uid-web', { session, input: 'exit 9\r' });
    harness.advance(100);
    expect(harness.exits().map((exit) => exit.exitCode)).toEqual([9]);
  });

  test('stdinOnce ends the input with the first client', () => {
    const harness = running({ command: ['cat'], stdin: true, stdinOnce: true });
    const { streams } = harness.runtime;
    const { session } = streams.openAttach('uid-web', 'main', { stream: true, stdin: true });
    streams.writeSession('uid-web', { session, input: 'x\n' });
    expect(streams.readSession('uid-web', session, 0).stdout).toBe('x\n');
    streams.writeSession('uid-web', { session, close: true });
    harness.advance(100);
    expect(harness.exits().map((exit) => exit.exitCode)).toEqual([0]);
  });
});
