import { describe, expect, it } from 'vitest';
import { RuntimeHarness } from '../runtime-harness.ts';

function run(
  script: string,
  environment: Record<string, string> = {},
): { logs: string[]; exit: number | undefined } {
  const cluster = new RuntimeHarness().started();
  const pod = cluster.run({ command: ['sleep', '1000000'] });
  const started = {
    ...pod,
    spec: { ...pod.spec, containers: [{ name: 'main', image: 'busybox', command: ['sh', '-c', script] }] },
  };
  cluster.start(started, 1, environment);
  cluster.advance(3_600_000);
  return { logs: cluster.logs(), exit: cluster.exits()[0]?.exitCode };
}

describe('the shell', () => {
  it.each<[string, string, string[], number]>([
    ['lists', 'echo a; echo b && echo c || echo d; false && echo e; true', ['a', 'b', 'c'], 0],
    ['status of the last command', 'echo a; false', ['a'], 1],
    ['exit status', 'exit 300', [], 44],
    ['negation', '! false && echo yes', ['yes'], 0],
    ['variables', 'x=1; y="$x two"; echo "$y" \'$x\' ${z:-none} ${#y}', ['1 two $x none 5'], 0],
    ['trimming', 'f=a.tar.gz; echo ${f%.*} ${f%%.*} ${f#*.} ${f##*.}', ['a.tar a tar.gz gz'], 0],
    ['arithmetic', 'i=3; i=$((i*2+1)); echo $i $((i%4)) $((i>5 ? 10 : 20)) $((2+3*4))', ['7 3 10 14'], 0],
    ['substitution', 'echo "in $(echo $(echo deep)) `echo ticks`"', ['in deep ticks'], 0],
    ['if', 'if [ 1 -gt 2 ]; then echo a; elif test -n x; then echo b; else echo c; fi', ['b'], 0],
    ['while', 'i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done', ['0', '1', '2'], 0],
    [
      'until with break',
      'i=0; until false; do i=$((i+1)); [ $i -eq 2 ] && continue; echo $i; if [ $i -ge 3 ]; then break; fi; done; echo end',
      ['1', '3', 'end'],
      0,
    ],
    ['for', 'for x in a "b c" $(echo d e); do echo "<$x>"; done', ['<a>', '<b c>', '<d>', '<e>'], 0],
    [
      'break out of two',
      'for a in 1 2; do for b in 1 2; do echo $a$b; break 2; done; done; echo end',
      ['11', 'end'],
      0,
    ],
    [
      'case',
      'for f in a.txt b.jpg c; do case $f in *.txt|*.md) echo text;; [a-b]*) echo ab;; *) echo other;; esac; done',
      ['text', 'ab', 'other'],
      0,
    ],
    [
      'functions',
      'greet() { echo "hi $1 of $#"; return 3; }; greet you me; echo $?',
      ['hi you of 2', '3'],
      0,
    ],
    ['subshells', 'x=1; (x=2; cd /tmp; echo $x; exit 5); echo $x $? $PWD', ['2', '1 5 /'], 0],
    ['pipes', 'printf "b\\na\\nb\\n" | sort | uniq | wc -l', ['2'], 0],
    [
      'files',
      'echo one > /tmp/f; echo two >> /tmp/f; cat /tmp/f; ls /tmp; rm /tmp/f; [ -f /tmp/f ] || echo gone',
      ['one', 'two', 'f', 'gone'],
      0,
    ],
    [
      'a redirect that fails',
      'echo x > /nowhere/f; echo $?',
      ["sh: can't create /nowhere/f: nonexistent directory", '1'],
      0,
    ],
    [
      'redirects of both streams',
      'ls /nope > /tmp/all 2>&1; cat /tmp/all; ls /nope 2>/dev/null; echo done',
      ['ls: /nope: No such file or directory', 'done'],
      0,
    ],
    ['here-documents', 'name=you; cat <<EOF\nhi $name\nEOF\necho after', ['hi you', 'after'], 0],
    ['read', 'printf "a 1\\nb 2 3\\n" | while read k v; do echo "$k=$v"; done', ['a=1', 'b=2 3'], 0],
    ['set -e', 'set -e; false || echo caught; if false; then :; fi; false; echo never', ['caught'], 1],
    ['commands that are missing', 'nosuch; echo $?', ['sh: nosuch: not found', '127'], 0],
    ['syntax errors', 'echo a; if true', ['sh: syntax error: unexpected end of file'], 2],
    ['traps at exit', 'trap "echo bye" EXIT; echo hi; exit 4', ['hi', 'bye'], 4],
    ['background and wait', '(sleep 2; echo late) & echo early; wait; echo end', ['early', 'late', 'end'], 0],
    ['environment in front', 'A=1 env | grep ^A; echo "[$A]"', ['[]'], 0],
    ['eval, shift and set', "set -- a b c; shift; eval 'echo $1 $#'", ['b 2'], 0],
    ['a nested shell', 'sh -c "echo in; exit 3" name; echo $?', ['in', '3'], 0],
    [
      'redirects and variables of a nested shell',
      'A=1 sh -c "echo $A; echo in" > /tmp/o; echo out; cat /tmp/o; echo "[$A]"',
      ['out', '', 'in', '[]'],
      0,
    ],
    ['variables in front of a nested shell', "A=1 sh -c 'echo [$A]'; echo [$A]", ['[1]', '[]'], 0],
    ['redirects of a function', 'f() { echo "$1"; }; f x > /tmp/o; f y; cat /tmp/o', ['y', 'x'], 0],
    ['sleep in a loop', 'for i in 1 2 3; do sleep 1; done; echo $SECONDS', ['3'], 0],
    ['exec', 'exec echo last; echo never', ['last'], 0],
    [
      'patterns of file names',
      'cd /tmp; touch b.txt a.txt c.md; echo *.txt *.none; ls *.md',
      ['a.txt b.txt *.none', 'c.md'],
      0,
    ],
    [
      'a writer whose reader has enough',
      'yes on | head -n 2; echo $?; echo end',
      ['on', 'on', '0', 'end'],
      0,
    ],
    [
      'a pipe that is full',
      '(yes; echo never) | wc -c; echo "$(yes | tail -n 1)"',
      [
        'podarium: a pipe holds 1000000 characters; what came after them is lost',
        '1000000',
        'podarium: a pipe holds 1000000 characters; what came after them is lost',
        'y',
      ],
      0,
    ],
    ['commands that run out of time', 'timeout 3 sleep 9; echo $? $SECONDS', ['143 3'], 0],
    ['commands that have all time', 'timeout infinity sleep 9; echo $? $SECONDS', ['0 9'], 0],
    [
      'shells that run out of time',
      'timeout 5 sh -c "sleep 3; echo on; sleep 3; echo never"; echo $? $SECONDS',
      ['on', '143 5'],
      0,
    ],
    [
      'computing that runs out of time',
      'timeout -s KILL 4 sh -c "while :; do :; done"; timeout 2 yes > /dev/null; echo $? $SECONDS',
      ['143 6'],
      0,
    ],
    ['comments and line ends', 'echo a # not this\n\n# nor this\necho b \\\n  c', ['a', 'b c'], 0],
  ])('knows %s', (_, script, logs, exit) => {
    expect(run(script)).toEqual({ logs, exit });
  });

  it('passes its environment on', () => {
    expect(run('echo $GREETING; GREETING=bye; env | grep GREETING', { GREETING: 'hello' }).logs).toEqual([
      'hello',
      'GREETING=bye',
    ]);
  });

  it('survives loops without rest and recursion without end', () => {
    expect(run('while true; do :; done').exit).toBeUndefined();
    expect(run('f() { f; }; f').exit).toBe(2);
    expect(run('f() { echo $(f); }; f').exit).toBeDefined();
    expect(run(':(){ :|:& };:').exit).toBeDefined();
    expect(run('while true; do echo x >> /tmp/f; done').exit).toBeUndefined();
    expect(run('i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; exit 9').exit).toBe(9);
  });
});
