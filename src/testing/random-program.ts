/**
 * Programs that chance writes for the shell of containers, from a grammar of what it can read: they wait, serve,
 * ask each other, write files that others read, trap signals and kill. The same dice give the same program.
 */
import { type Dice, one } from './random-dice.ts';

/** Statements stand in each other up to this deep. */
const maxDepth = 3;

/** Names that a table of JavaScript must not take for its own. */
const variables = ['x', 'y', 'list', 'count', 'constructor', 'toString', '__proto__'];
const functions = ['work', 'greet', 'valueOf', 'hasOwnProperty'];
/** The last two are no directories. */
const directories = ['/tmp', '/tmp', '/data', '/host', '/claim', '/none', '/etc/hosts'];
const files = ['a', 'b', 'log', 'constructor', '__proto__'];
const signals = ['TERM', 'INT', 'EXIT', 'HUP', '15', 'KILL'];
const seconds = ['0', '0.5', '1', '1', '2', '5', '20'];

type Rule = (dice: Dice, depth: number) => string;

/** A script of a few statements, line by line. */
export function randomProgram(dice: Dice): string {
  return script(dice, 0);
}

/** One that is over soon. */
export function randomStatement(dice: Dice): string {
  return simple(dice, maxDepth);
}

/** One that goes on for a while, as the main process of a container does. */
export function randomMainProgram(dice: Dice): string {
  const begin = script(dice, 1);
  const ends = [
    `while true; do\n${script(dice, 1)}\nsleep ${1 + dice(5)}\ndone`,
    `sleep ${dice(40)}; exit ${dice(3)}`,
    'wait',
    'exec sleep infinity',
    'exec httpd -f -p 8080',
    'tail -f /tmp/log',
    'cat',
  ];
  return `${begin}\n${one(dice, ends)}`;
}

function script(dice: Dice, depth: number): string {
  return Array.from({ length: 1 + dice(depth === 0 ? 5 : 3) }, () => statement(dice, depth)).join('\n');
}

function statement(dice: Dice, depth: number): string {
  return one(dice, depth < maxDepth && dice(2) === 0 ? compounds : simples)(dice, depth + 1);
}

const path: Rule = (dice) => `${one(dice, directories)}/${one(dice, files)}`;

function word(dice: Dice, depth: number): string {
  const name = one(dice, variables);
  const words = [
    () => one(dice, ['red', 'a-b', '7', "'two words'", '*', '"$@"', '$?', '$#', '$$', '$!', "''"]),
    () => `$${name}`,
    () => `"$${name} and \${${name}:-none}"`,
    () => `\${${name}${one(dice, [':-d', '#a*', '%%-*', ':=e', '+set', ':?unset'])}}`,
    () => `\${#${name}}`,
    () => `$((${arithmetic(dice)}))`,
    () => path(dice, depth),
    () => (depth > maxDepth ? 'deep' : `"$(${statement(dice, depth + 1)})"`),
  ];
  return one(dice, words)();
}

function arithmetic(dice: Dice): string {
  const operand = (): string => one(dice, ['1', '17', 'count', '(2-5)', 'x=3', '~count', '0']);
  return `${operand()} ${one(dice, ['+', '*', '-', '/', '%', '<<', '<', '&&', '=='])} ${operand()}`;
}

function condition(dice: Dice, depth: number): string {
  return one(dice, [
    () => `[ -f ${path(dice, depth)} ]`,
    () => `[ "${word(dice, maxDepth + 1).replaceAll('"', '')}" = red ]`,
    () => `test \${count:-0} -${one(dice, ['lt', 'ge', 'eq'])} ${dice(5)}`,
    () => `grep -q a ${path(dice, depth)}`,
    () => '! false',
    () => simple(dice, depth),
  ])();
}

function simple(dice: Dice, depth: number): string {
  return one(dice, simples)(dice, depth);
}

function redirect(dice: Dice, depth: number): string {
  return one(dice, [
    '',
    '',
    `> ${path(dice, depth)}`,
    `>> ${path(dice, depth)}`,
    '2>&1',
    '2>/dev/null',
    '>&2',
  ]);
}

const simples: readonly Rule[] = [
  (dice, depth) => `echo ${word(dice, depth)} ${word(dice, depth)} ${redirect(dice, depth)}`,
  (dice, depth) => `date >> ${path(dice, depth)}`,
  (dice, depth) => `${one(dice, variables)}=${word(dice, depth)}`,
  (dice, depth) => `export ${one(dice, variables)}=${word(dice, depth)}`,
  (dice) => `count=$((count+${1 + dice(3)}))`,
  (dice) => `sleep ${one(dice, seconds)}`,
  (dice) => `sleep ${one(dice, seconds)}`,
  (dice) => `usleep ${one(dice, ['500000', '1', 'abc', ''])}`,
  (dice, depth) => `cat ${path(dice, depth)} ${redirect(dice, depth)}`,
  (dice, depth) => `rm -rf ${one(dice, [path(dice, depth), '/data', '/tmp/*'])}`,
  (dice, depth) => `mkdir -p ${path(dice, depth)}/sub`,
  (dice, depth) => `mv ${path(dice, depth)} ${path(dice, depth)}`,
  (dice, depth) => `chmod 0${dice(8)}${dice(8)}0 ${path(dice, depth)}`,
  (dice, depth) => `ls -l ${one(dice, ['/', '/data', path(dice, depth)])}`,
  (dice) => `kill -${one(dice, signals)} ${one(dice, ['$!', '1', '2', '%1', '$$', '999', '-1', 'x'])}`,
  (dice) => `kill $! 2>/dev/null`.slice(0, dice(2) === 0 ? undefined : 7),
  (dice, depth) => `trap ${one(dice, [`'${quotable(dice, depth)}'`, "''", '-'])} ${one(dice, signals)}`,
  () => 'wait',
  () => 'wait $!',
  (dice) => `set ${one(dice, ['-e', '+e', '-u', '-x', '+x', '-- a b c'])}`,
  (dice) => `${one(dice, functions)} ${dice(9)}`,
  (dice, depth) => `eval "${one(dice, variables)}=${depth}; echo ${depth}"`,
  (dice, depth) => `. ${path(dice, depth)}`,
  (dice, depth) => `sh -c '${quotable(dice, depth)}' name ${dice(9)}`,
  (dice, depth) => `timeout ${1 + dice(3)} ${one(dice, ['sleep 10', 'sleep 1', simple(dice, depth)])}`,
  (dice) => `read ${one(dice, variables)} ${one(dice, variables)}`,
  (dice, depth) => `read x < ${path(dice, depth)}`,
  (dice) => `wget -qO- -T 2 http://${one(dice, hosts)}`,
  (dice) => `nslookup ${one(dice, hosts).split(':')[0]}`,
  () => 'ps',
  (dice) => `dd if=/dev/zero of=/${one(dice, ['data', 'tmp', 'claim', 'host'])}/a bs=1M count=${1 + dice(3)}`,
  (dice) =>
    one(dice, ['df', 'du -s /data', 'id', 'ls /proc', 'cat /proc/1/cmdline', 'cat /sys/fs/cgroup/cpu.stat']),
  (dice) => `chown ${one(dice, ['1000', '0:0', 'nobody'])} /data/a`,
  () => 'env',
  () => 'hostname -i',
  (dice) => one(dice, ['httpd -p 8080', 'nc -l -p 9000', 'nc -lk -p 9001 -e echo hi']),
  (dice) => `cd ${one(dice, directories)}`,
  (dice) =>
    `${one(dice, ['return', 'exit', 'break', 'continue'])} ${dice(3)}`.slice(0, dice(4) === 0 ? 99 : 0),
  (dice) => one(dice, ['no-such-program', 'constructor', '/bin/none', ':', 'shift', 'unset x count']),
];

const hosts = ['localhost:8080', 'web', 'web:9000', 'pod-1.peers:8080', '10.244.0.2:8080', 'nowhere.example'];

const compounds: readonly Rule[] = [
  (dice, depth) =>
    `if ${condition(dice, depth)}; then\n${script(dice, depth)}\nelif ${condition(dice, depth)}; then\n${script(dice, depth)}\nelse\n${script(dice, depth)}\nfi`,
  (dice, depth) =>
    `for ${one(dice, variables)} in ${word(dice, depth)} ${word(dice, depth)} $(seq ${1 + dice(4)}); do\n${script(dice, depth)}\ndone`,
  (dice, depth) =>
    `n=0\nwhile [ $n -lt ${1 + dice(4)} ]; do\nn=$((n+1))\n${script(dice, depth)}\ndone ${redirect(dice, depth)}`,
  (dice, depth) => `until ${condition(dice, depth)}; do\n${script(dice, depth)}\nsleep 1\ndone`,
  (dice, depth) =>
    `case ${word(dice, depth)} in\nred|a*)\n${script(dice, depth)}\n;;\n[0-9])\n${script(dice, depth)}\n;;\n*)\n${script(dice, depth)}\n;;\nesac`,
  (dice, depth) => `${one(dice, functions)}() {\n${script(dice, depth)}\nreturn ${dice(3)}\n}`,
  (dice, depth) => `(\n${script(dice, depth)}\n) ${redirect(dice, depth)}`,
  (dice, depth) => `{\n${script(dice, depth)}\n} ${redirect(dice, depth)}`,
  (dice, depth) => `(\n${script(dice, depth)}\n) &`,
  (dice, depth) => `${simple(dice, depth)} &`,
  (dice) => `(sleep ${1 + dice(9)}; ${one(dice, ['kill 1', 'kill -9 1', 'echo late', 'kill $$'])}) &`,
  (dice, depth) => `cat <<EOF ${redirect(dice, depth)}\n$x $(hostname) \`echo ${depth}\`\nEOF`,
  (dice) =>
    `seq ${1 + dice(30)} | ${one(dice, ['sort -r', 'grep 1', 'head -n 2', 'tail -n 1', "tr '1' 'x'", "sed 's/1/one/'", 'cut -c1'])} | ${one(dice, ['wc -l', 'tee /tmp/a', 'cat', 'uniq', 'while read x; do count=$((count+x)); done'])}`,
  (dice, depth) => `${simple(dice, depth)} | while read x; do\n${script(dice, depth)}\ndone`,
  (dice, depth) => `${condition(dice, depth)} && ${simple(dice, depth)} || ${simple(dice, depth)}`,
];

/** A script that can stand between single quotes. */
function quotable(dice: Dice, depth: number): string {
  return simple(dice, depth).replaceAll("'", '');
}

/** Programs that mean no good, each without end or without measure. */
export const hostilePrograms: Readonly<Record<string, string>> = {
  'a fork bomb': ':(){ :|:& };:',
  'a fork bomb that rests': 'f() { sleep 1; f & f & }; f; wait',
  'a loop without rest': 'while true; do :; done',
  'output without end': 'while true; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done',
  'a doubling variable': 'x=aaaaaaaa; while true; do x=$x$x; done',
  'a doubling file':
    'echo aaaaaaaa > /tmp/f; while true; do cat /tmp/f /tmp/f > /tmp/g; cat /tmp/g > /tmp/f; done',
  'recursion without end': 'f() { f; }; f',
  'recursion through substitution': 'f() { echo $(f)$(f); }; f',
  'a pipe of a million lines': 'seq 1 1000000 | sort -r | uniq | wc -l',
  'a pipe without end': 'yes | cat | sort | wc -l',
  'files without end': 'i=0; while true; do i=$((i+1)); echo x > /tmp/$i; done',
  'sleeps without number': 'while true; do sleep 9999999999999999999999999999d & done',
  'a script that calls itself': 'echo ". /tmp/s" > /tmp/s; . /tmp/s',
  'a trap that traps itself': "trap 'kill $$' TERM; kill $$; while true; do kill $$; done",
  'words without end': 'set -- a b; while true; do set -- "$@" "$@"; done',
  'variables without end': 'i=0; while true; do i=$((i+1)); eval "v$i=$i"; done',
  'functions without end': 'i=0; while true; do i=$((i+1)); eval "f$i() { :; }"; done',
  'threads that never rest': 'for i in 1 2 3 4 5 6 7 8 9; do while :; do :; done & done; wait',
};
