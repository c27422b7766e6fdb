import { expect, test } from 'vitest';
import { Console } from './console.ts';
import { emptyLine, type LineState, pressKey } from './edit-line.ts';
import { keysOf } from './keys-of-input.ts';
import { inColumns, paintLine } from './paint-line.ts';
import { whole } from './shell/program.ts';
import { Shell } from './shell/shell.ts';

const history = ['kubectl get pods', 'kubectl delete pod web', 'ls'];

function typed(data: string, from: LineState = emptyLine(history.length)): LineState {
  return keysOf(data).reduce((state, { key }) => pressKey(state, key, history).state, from);
}

test('the line is edited as in a readline', () => {
  expect(typed('get pods\u0001kubectl ')).toMatchObject({ text: 'kubectl get pods', cursor: 8 });
  expect(typed('one two three\u0017\u0017')).toMatchObject({ text: 'one ', killed: 'two ' });
  expect(typed('abc\u001b[D\u001b[D\u007fX')).toMatchObject({ text: 'Xbc', cursor: 1 });
  expect(typed('abc\u0015x\u0019')).toMatchObject({ text: 'xabc' });
  expect(typed('a-b c\u001bb\u001bb\u000b').text).toBe('a-');
});

test('the history is walked and searched, and what was being typed comes back', () => {
  expect(typed('new\u001b[A').text).toBe('ls');
  expect(typed('new\u001b[A\u001b[A').text).toBe('kubectl delete pod web');
  expect(typed('new\u001b[A\u001b[A\u001b[B\u001b[B').text).toBe('new');
  expect(typed('\u0012get').text).toBe('kubectl get pods');
  expect(typed('\u0012kubectl\u0012')).toMatchObject({ text: 'kubectl get pods', search: 'kubectl' });
  expect(typed('\u0012get\u0005!')).toMatchObject({ text: 'kubectl get pods!', search: undefined });
});

test('pasted lines do not run by themselves', () => {
  expect(keysOf('a\u001b[200~x\r\ny\u001b[201~\r')).toEqual([
    { key: 'a', isPasted: false },
    { key: 'x\ny', isPasted: true },
    { key: '\r', isPasted: false },
  ]);
});

test('a long line wraps and the cursor knows its row', () => {
  const drawing = { prompt: '$ ', promptWidth: 2, text: 'abcdefghijkl', cursor: 12, columns: 8 };
  expect(paintLine(drawing, 0).cursorRow).toBe(1);
  expect(paintLine({ ...drawing, cursor: 3 }, 1)).toEqual({
    output: '\r\u001b[1A\u001b[J$ abcdefghijkl\r\u001b[1A\u001b[5C',
    cursorRow: 0,
  });
  expect(inColumns(['pods', 'nodes', 'secrets'], 20)).toBe('pods     secrets\r\nnodes');
});

function open() {
  let shown = '';
  const shell = new Shell({
    files: {
      names: () => [],
      read: () => undefined,
      write: () => undefined,
      remove: () => undefined,
      open: () => undefined,
    },
    history: [],
    programs: {
      hi: whole((_input, _args, io) => (io.stdout('hello\n'), 0)),
      stuck: (_args, io) => ({
        write: () => undefined,
        end: () => new Promise((resolve) => io.signal.addEventListener('abort', () => resolve(130))),
      }),
    },
    wait: () => Promise.resolve(),
    now: () => '',
  });
  const terminal = new Console({
    shell,
    screen: { columns: 80, write: (text) => (shown += text), clear: () => (shown = '') },
    history: [],
    place: () => '',
    complete: (line, cursor) => Promise.resolve({ from: cursor - line.length, candidates: ['hi', 'high'] }),
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { terminal, settled, shown: () => shown };
}

test('a line runs at Enter, and what is typed meanwhile runs after it', async () => {
  const { terminal, settled, shown } = open();
  terminal.input('hi\rhi\r');
  await settled();
  await settled();
  expect(shown().match(/hello\r\n/g)).toHaveLength(2);
});

test('Ctrl+C ends what runs, and an unfinished line asks for more', async () => {
  const { terminal, settled, shown } = open();
  terminal.input('stuck\r');
  await settled();
  terminal.input('\u0003');
  await settled();
  terminal.input("echo 'a\r");
  expect(shown()).toContain('\u001b[J> ');
  terminal.input("b'\r");
  await settled();
  expect(shown()).toContain('a\r\nb\r\n');
});

test('keys typed while candidates are asked for come after what Tab adds', async () => {
  const { terminal, settled, shown } = open();
  terminal.input('h\t -x');
  await settled();
  expect(shown()).toContain('hi -x');
});

test('Tab adds what all candidates begin with, then lists them', async () => {
  const { terminal, settled, shown } = open();
  terminal.input('h\t');
  await settled();
  terminal.input('\t');
  await settled();
  expect(shown()).toContain('hi    high\r\n');
});
