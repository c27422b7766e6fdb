import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bytesOfText, textOfBytes } from '../../api/stream-bytes.ts';
import { RuntimeHarness } from '../runtime-harness.ts';

let directory = '';
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'tar-'))));
afterEach(() => rmSync(directory, { recursive: true }));

function container() {
  const harness = new RuntimeHarness().started();
  harness.run({ command: ['sleep', '9999'] });
  const { streams } = harness.runtime;
  const start = (...command: string[]) =>
    streams.openExec('uid-web', 'main', { stream: true, command, stdin: true }).session;
  return {
    exec: (...command: string[]) => harness.exec(...command),
    upload(bytes: Uint8Array, closeInput: boolean, ...command: string[]) {
      const session = start(...command);
      for (let at = 0; at < bytes.length; at += 1_000)
        streams.writeSession('uid-web', { session, input: textOfBytes(bytes.slice(at, at + 1_000)) });
      if (closeInput) streams.writeSession('uid-web', { session, closeInput });
      return streams.readSession('uid-web', session, 0);
    },
  };
}

const deep = 'a-directory-with-a-long-name/'.repeat(4);

function makeArchive(...options: string[]): Uint8Array {
  mkdirSync(join(directory, 'up', deep), { recursive: true });
  writeFileSync(join(directory, 'up', 'text'), 'grüße\n');
  writeFileSync(
    join(directory, 'up', 'bytes'),
    Uint8Array.from({ length: 1_500 }, (_, index) => (index * 31) & 255),
  );
  writeFileSync(join(directory, 'up', deep, 'far'), 'far');
  return execFileSync('tar', [...options, '-cf', '-', '-C', directory, 'up']);
}

test.each(['--format=ustar', '--format=gnu', '--format=pax'])(
  'what tar packs (%s) arrives as it was and comes back',
  (format) => {
    const inside = container();
    const sent = inside.upload(makeArchive(format), true, 'tar', '-xmf', '-', '-C', '/tmp');
    expect([sent.exitCode, sent.stderr]).toEqual([0, '']);
    expect(inside.exec('cat', '/tmp/up/text').stdout).toBe('grüße\n');

    const packed = inside.exec('tar', 'cf', '-', '/tmp/up');
    expect(packed.stderr).toBe("tar: removing leading '/' from member names\n");
    mkdirSync(join(directory, 'down'));
    execFileSync('tar', ['-xf', '-', '-C', join(directory, 'down')], { input: bytesOfText(packed.stdout) });
    for (const name of ['text', 'bytes', `${deep}far`])
      expect(readFileSync(join(directory, 'down/tmp/up', name))).toEqual(
        readFileSync(join(directory, 'up', name)),
      );
  },
);

test('an archive is taken when it is complete, though its sender stays', () => {
  const inside = container();
  expect(inside.upload(makeArchive(), false, 'tar', 'xmf', '-', '-C', '/tmp').exitCode).toBe(0);
  expect(inside.exec('ls', '/tmp/up').stdout).toContain('bytes');
});

test('refusals', () => {
  const inside = container();
  expect(inside.exec('tar', 'cf', '-', 'none')).toMatchObject({ exitCode: 1 });
  expect(inside.exec('tar', 'cf', '-', 'none').stderr).toContain('tar: none: No such file or directory');
  expect(inside.upload(bytesOfText('x'.repeat(600)), true, 'tar', 'xf', '-').stderr).toBe(
    'tar: invalid tar magic\n',
  );
  const big = join(directory, 'big');
  writeFileSync(big, 'x'.repeat(300_000));
  const archive = execFileSync('tar', ['-cf', '-', '-C', directory, 'big']);
  const sent = inside.upload(archive, true, 'tar', 'xf', '-', '-C', '/tmp');
  expect([sent.exitCode, sent.stderr]).toEqual([1, 'tar: write error: No space left on device\n']);
});
