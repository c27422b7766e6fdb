import type { Invocation, KubectlCommand } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { chooseContainer, readPod } from '../pods.ts';
import { runSession } from '../session.ts';

/** One side of a copy: a path here, or in a container. */
interface Place {
  readonly pod: string;
  readonly namespace: string;
  readonly path: string;
}

/** `kubectl cp`: single files and folders of text, over exec as the real one. `kubectl/pkg/cmd/cp/cp.go` */
export const cpCommand: KubectlCommand = {
  name: 'cp',
  flags: [
    { name: 'container', short: 'c', takes: 'text' },
    { name: 'no-preserve', takes: 'switch' },
    { name: 'retries', takes: 'number', initially: '0' },
  ],
  async run(invocation) {
    const { words } = invocation;
    if (words.length !== 2) throw new KubectlError('source and destination are required');
    const [source, target] = words.map((word) => placeOf(word, invocation.namespace)) as [Place, Place];
    if (source.pod !== '' && target.pod !== '')
      throw new KubectlError(`src doesn't exist in local filesystem`);
    if (source.pod !== '') await copyOut(invocation, source, target.path);
    else if (target.pod !== '') await copyIn(invocation, source.path, target);
    else throw new KubectlError('one of src or dest must be a remote file specification');
  },
};

/** `pod:/path`, `namespace/pod:/path` or `path`. */
function placeOf(word: string, namespace: string): Place {
  const colon = word.indexOf(':');
  if (colon < 0) return { pod: '', namespace, path: word };
  const path = word.slice(colon + 1);
  const parts = word.slice(0, colon).split('/');
  if (colon === 0 || parts.length > 2 || path === '')
    throw new KubectlError(
      path === ''
        ? 'filepath can not be empty'
        : `filespec must match the canonical format: [[namespace/]pod:]file/path`,
    );
  return { pod: parts.at(-1)!, namespace: parts.length === 2 ? parts[0]! : namespace, path };
}

/** Runs a command in the container and answers what it printed. */
async function exec(
  invocation: Invocation,
  { pod: name, namespace }: Place,
  command: readonly string[],
  input?: string,
): Promise<{ readonly exitCode: number; readonly stdout: string }> {
  const inside = { ...invocation, namespace, stdin: input };
  const pod = await readPod(inside, name);
  const container = chooseContainer(invocation, pod, invocation.flags.text('container'));
  let stdout = '';
  const options = { container, command, stdin: input !== undefined, tty: false };
  const exitCode = await runSession(inside, pod, { ...options, onStdout: (text) => (stdout += text) });
  return { exitCode, stdout };
}

async function copyOut(invocation: Invocation, source: Place, target: string): Promise<void> {
  const { stdout, exitCode } = await exec(invocation, source, ['cat', source.path]);
  if (exitCode !== 0) throw new KubectlError(`${source.path}: no such file or directory`);
  const name = source.path.slice(source.path.lastIndexOf('/') + 1);
  invocation.files.write(target.endsWith('/') ? target + name : target, stdout);
}

async function copyIn(invocation: Invocation, source: string, target: Place): Promise<void> {
  const { files } = invocation;
  const text = files.read(source);
  const inside = text === undefined ? files.list(source) : [];
  if (text === undefined && inside.length === 0)
    throw new KubectlError(`${source} doesn't exist in local filesystem`);
  const texts: ReadonlyArray<readonly [string, string]> =
    text === undefined
      ? inside.map((path) => [`/${path}`, files.read(`${source}/${path}`) ?? ''])
      : [['', text]];
  for (const [suffix, content] of texts) {
    const script = ['sh', '-c', 'cat > "$1"', 'sh', `${target.path.replace(/\/$/, '')}${suffix}`];
    const { exitCode } = await exec(invocation, target, script, content);
    if (exitCode !== 0) throw new KubectlError(`command terminated with exit code ${exitCode}`);
  }
}
