import { expect, test } from 'vitest';
import { lineByLine, type ProgramIo, type ShellFiles, whole } from './program.ts';
import { Shell } from './shell.ts';

/** A shell over files in memory, with one program that prints pods and one that tells what it was given. */
function open(initial: Readonly<Record<string, string>> = {}) {
  const texts = new Map(Object.entries(initial));
  const files: ShellFiles = {
    names: () => [...texts.keys()],
    read: (name) => texts.get(name),
    write: (name, text) => void texts.set(name, text),
    remove: (name) => void texts.delete(name),
    open: () => undefined,
  };
  let waitedMs = 0;
  const shell = new Shell({
    files,
    history: ['ls'],
    programs: {
      kubectl: whole((input, args, io) => {
        io.stdout(args[0] === 'get' ? 'web-1   Running\nweb-2   Pending\n' : `${args.join('|')}<${input}>\n`);
        return args.includes('fail') ? 1 : 0;
      }),
      forever: () => ({ write: () => undefined, end: () => new Promise(() => undefined) }),
      lines: lineByLine('lines', (args, io) => ({
        files: args,
        reader: { line: (text) => (io.stdout(`[${text}]`), false), end: () => 0 },
      })),
    },
    wait: (ms) => {
      waitedMs += ms;
      return Promise.resolve();
    },
    now: () => '2026-03-02T09:00:00Z',
  });
  const run = async (line: string) => {
    let [stdout, stderr] = ['', ''];
    const io: ProgramIo = {
      stdout: (text) => (stdout += text),
      stderr: (text) => (stderr += text),
      signal: new AbortController().signal,
      stdinIsTerminal: true,
      stdoutIsTerminal: false,
    };
    return { code: await shell.run(line, io), stdout, stderr };
  };
  return { run, shell, texts, waitedMs: () => waitedMs };
}

test('pipes, tools and exit codes', async () => {
  const { run } = open();
  expect((await run('kubectl get pods | grep Running | wc -l')).stdout).toBe('1\n');
  expect((await run("k get pods | awk '{print $1}' | sort -r | head -1")).stdout).toBe('web-2\n');
  expect((await run('kubectl get pods | grep nothing || echo none')).stdout).toBe('none\n');
  expect((await run('kubectl fail && echo yes; echo $?')).stdout).toBe('fail<>\n1\n');
  expect(await run('kubetcl get')).toMatchObject({ code: 127 });
});

test('quoting, variables, outputs of lines and names of files', async () => {
  const { run } = open({ 'a.yaml': 'A', 'b.yaml': 'B', 'c.txt': 'C' });
  expect((await run(`kubectl patch -p '{"a": "$X"}' "two words" es\\ caped`)).stdout).toBe(
    'patch|-p|{"a": "$X"}|two words|es caped<>\n',
  );
  expect(
    (await run('POD=$(kubectl get pods | head -1 | cut -d" " -f1); kubectl logs $POD "$POD!"')).stdout,
  ).toBe('logs|web-1|web-1!<>\n');
  expect((await run('cat *.yaml')).stdout).toBe('AB');
  expect((await run('echo *.json')).stdout).toBe('*.json\n');
});

test('heredocs and redirects meet the files of the editor', async () => {
  const { run, shell, texts } = open();
  const line = 'cat <<EOF | kubectl apply -f -\nkind: Pod # $USER\nEOF';
  expect(shell.isComplete('cat <<EOF | kubectl apply -f -\nkind: Pod')).toBe(false);
  expect((await run(line)).stdout).toBe('apply|-f|-<kind: Pod # you\n>\n');
  expect((await run("cat <<'EOF' > x.yaml\n$USER\nEOF")).code).toBe(0);
  await run('kubectl get pods >> x.yaml 2>&1');
  expect(texts.get('x.yaml')).toBe('$USER\nweb-1   Running\nweb-2   Pending\n');
  expect((await run('lines < x.yaml')).stdout).toBe('[$USER][web-1   Running][web-2   Pending]');
  expect(await run('cat < nope.yaml')).toMatchObject({
    code: 2,
    stderr: 'sh: nope.yaml: No such file or directory\n',
  });
});

test('what cannot be read says why, and unfinished lines ask for more', async () => {
  const { run, shell } = open();
  for (const line of ["echo 'open", 'echo "open', 'echo a \\', 'echo a |', 'true &&', 'echo $(ls']) {
    expect(shell.isComplete(line), line).toBe(false);
  }
  expect(await run('echo a & echo b')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("token `&'") as string,
  });
  expect((await run('| head')).code).toBe(2);
  expect((await run("watch 'kubectl get pods'")).stderr).toContain('only go to the screen');
});

test('a line that runs itself ends', async () => {
  const { run } = open();
  expect((await run('echo x | xargs xargs xargs xargs echo')).code).toBe(0);
  const nested = '$('.repeat(40) + 'echo deep' + ')'.repeat(40);
  expect((await run(`echo ${nested}`)).stderr).toContain('nested too deeply');
});

test('head ends what feeds it, and sleep waits in simulated time', async () => {
  const { run, waitedMs } = open();
  expect((await run('kubectl get pods | head -n 1')).stdout).toBe('web-1   Running\n');
  await run('sleep 1.5m');
  expect(waitedMs()).toBe(90_000);
});
