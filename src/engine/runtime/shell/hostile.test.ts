import { describe, expect, it } from 'vitest';
import { RuntimeHarness } from '../runtime-harness.ts';
import { compileScript } from './compile.ts';
import { matchesPattern } from './pattern.ts';
import { ShellSyntaxError } from './syntax.ts';

function run(script: string): number | undefined {
  const cluster = new RuntimeHarness().started();
  cluster.run({ command: ['sh', '-c', script] });
  cluster.advance(20_000);
  return cluster.exits()[0]?.exitCode;
}

const pieces = [
  'if',
  'then',
  'fi',
  'while',
  'do',
  'done',
  'for',
  'in',
  'case',
  'esac',
  '{',
  '}',
  '(',
  ')',
  ';',
  ';;',
  '&&',
  '||',
  '|',
  '&',
  '!',
  '\n',
  '$',
  '$(',
  '$((',
  '))',
  '${',
  '`',
  '"',
  "'",
  '\\',
  '<',
  '>',
  '>>',
  '<<',
  '2>&1',
  'x',
  'x=1',
  '$x',
  '*',
  '[',
  ']',
  '#',
  'echo',
  'exit',
  'break',
  'trap',
  'read',
  'sleep',
  '1',
  '-',
  ' ',
];

describe('a hostile script', () => {
  it('is refused or run, whatever it is made of', () => {
    const random = new RuntimeHarness().kernel.random('fuzz');
    for (let round = 0; round < 3_000; round++) {
      const script = Array.from(
        { length: 1 + random.integer(25) },
        () => pieces[random.integer(pieces.length)]! + ' '.repeat(random.integer(2)),
      ).join('');
      try {
        compileScript(script);
      } catch (error) {
        expect(error).toBeInstanceOf(ShellSyntaxError);
        continue;
      }
      run(script);
    }
  });

  it.each([
    ['nests without end', '('.repeat(50_000)],
    ['negates without end', '! '.repeat(50_000)],
    ['substitutes without end', '$('.repeat(50_000)],
    ['counts without end', `echo $((${'-'.repeat(50_000)}1))`],
    ['doubles a variable', 'x=aaaaaaaa; while true; do x=$x$x; done'],
    ['doubles through a substitution', 'x=aaaaaaaa; while true; do x=$(echo $x$x); done'],
    ['pads without measure', 'printf %0999999999d 1'],
    [
      'sorts a big file again and again',
      'seq 1 10000 > /tmp/f; while true; do sort /tmp/f > /tmp/g; wc -l /tmp/f; done',
    ],
    ['matches a costly expression', `echo ${'a'.repeat(400)} | grep 'a*a*a*a*a*a*b'`],
    ['makes files without end', 'i=0; while true; do i=$((i+1)); echo x > /tmp/$i; done'],
  ])('that %s does no harm', (_, script) => {
    run(script);
  });

  it('cannot make a file pattern slow', () => {
    expect(matchesPattern('a'.repeat(2_000), '*a'.repeat(50) + 'b')).toBe(false);
    expect(matchesPattern('banana', 'b*[!n]a')).toBe(false);
    expect(matchesPattern('banana', 'b*[!x]a?[a-c]')).toBe(true);
  });
});
