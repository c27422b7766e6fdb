import type { TarEntry } from '../../engine/api/tar-format.ts';
import { readArchive, writeArchive } from '../../engine/api/tar-format.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { CommandFailure, KubectlError } from '../kubectl-error.ts';
import { chooseContainer, readPod } from '../pods.ts';
import { runSession } from '../session.ts';

/** One side of a copy: a path here, or in a container. */
interface Place {
  readonly pod: string;
  readonly namespace: string;
  readonly path: string;
}

/** `kubectl cp`: files and folders, as archives through `tar` in the container. `kubectl/pkg/cmd/cp/cp.go` */
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
      throw new KubectlError('one of src or dest must be a local file specification');
    if (source.path === '' || target.path === '') throw new KubectlError('filepath can not be empty');
    if (source.pod !== '') await copyOut(invocation, source, target.path);
    else if (target.pod !== '') await copyIn(invocation, source.path, target);
    else throw new KubectlError('one of src or dest must be a remote file specification');
  },
};

/** `pod:/path`, `namespace/pod:/path` or `path`. */
function placeOf(word: string, namespace: string): Place {
  const colon = word.indexOf(':');
  if (colon < 0) return { pod: '', namespace, path: word };
  const parts = word.slice(0, colon).split('/');
  if (colon === 0 || parts.length > 2)
    throw new KubectlError('filespec must match the canonical format: [[namespace/]pod:]file/path');
  const path = word.slice(colon + 1);
  return { pod: parts.at(-1)!, namespace: parts.length === 2 ? parts[0]! : namespace, path };
}

interface Call {
  readonly command: readonly string[];
  readonly input?: string;
  readonly onStderr: (text: string) => void;
}

/** Runs a command in the container and answers what it printed. */
async function exec(
  invocation: Invocation,
  { pod: name, namespace }: Place,
  { command, input, onStderr }: Call,
): Promise<{ readonly exitCode: number; readonly stdout: string }> {
  const inside = { ...invocation, namespace, stdin: input, writeError: onStderr };
  const pod = await readPod(inside, name);
  const warn = (line: string) => onStderr(`${line}\n`);
  const container = chooseContainer({ warn }, pod, invocation.flags.text('container'));
  let stdout = '';
  const options = { container, command, stdin: input !== undefined, tty: false };
  const exitCode = await runSession(inside, pod, { ...options, onStdout: (text) => (stdout += text) });
  return { exitCode, stdout };
}

/** What `tar` complains of goes to stdout, as the real one has it. */
async function copyOut(invocation: Invocation, source: Place, target: string): Promise<void> {
  const { files, write, warn } = invocation;
  const command = ['tar', 'cf', '-', source.path];
  const { stdout, exitCode } = await exec(invocation, source, { command, onStderr: write });
  if (exitCode !== 0) throw new CommandFailure(exitCode);
  const prefix = withoutShortcuts(source.path);
  for (const { name, text } of readArchive(stdout)?.entries ?? []) {
    if (!name.startsWith(prefix)) throw new KubectlError('tar contents corrupted');
    const path = cleaned(`${target}/${name.slice(prefix.length)}`);
    const home = cleaned(target);
    if (home !== '.' && path !== home && !path.startsWith(`${home}/`))
      warn(`warning: file "${path}" is outside target destination, skipping`);
    else if (text !== undefined) {
      if (isDirectory(invocation, path)) throw new KubectlError(`open ${path}: is a directory`);
      files.write(path, text);
    }
  }
}

function isDirectory({ files }: Invocation, path: string): boolean {
  return path === '.' || (files.read(path) === undefined && files.list(path).length > 0);
}

async function copyIn(invocation: Invocation, source: string, target: Place): Promise<void> {
  const { files, flags, client } = invocation;
  const path = cleaned(source);
  const text = files.read(path);
  const inside = text === undefined ? files.list(path) : [];
  if (text === undefined && inside.length === 0)
    throw new KubectlError(`${source} doesn't exist in local filesystem`);
  const command = ['test', '-d', target.path];
  const { exitCode } = await exec(invocation, target, { command, onStderr: () => {} });
  const place = cleaned(exitCode === 0 ? `${target.path}/${baseOf(path)}` : target.path);
  const entries: TarEntry[] =
    text === undefined
      ? inside.map((name) => ({
          name: `${baseOf(place)}/${name}`,
          text: files.read(`${path}/${name}`) ?? '',
        }))
      : [{ name: baseOf(place), text }];
  const modes = flags.isOn('no-preserve') ? ['--no-same-permissions', '--no-same-owner'] : [];
  const unpacked = await exec(invocation, target, {
    command: ['tar', ...modes, '-xmf', '-', '-C', directoryOf(place)],
    input: writeArchive(entries, Date.parse(client.now()) / 1000),
    onStderr: invocation.writeError,
  });
  invocation.write(unpacked.stdout);
  if (unpacked.exitCode !== 0) throw new CommandFailure(unpacked.exitCode);
}

/** Without `.`, `..` and doubled slashes, as far as that can be told. Go's `path.Clean` */
function cleaned(path: string): string {
  const parts: string[] = [];
  const isAbsolute = path.startsWith('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !isAbsolute) parts.push(part);
  }
  return `${isAbsolute ? '/' : ''}${parts.join('/')}` || '.';
}

/** How `tar` names what it packs: without leading slashes, and never above the root. */
function withoutShortcuts(path: string): string {
  const name = cleaned(path.replace(/^\/+/, '')).replace(/^(\.\.\/)+/, '');
  return name === '.' || name === '..' ? '' : name;
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function directoryOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '.' : path.slice(0, end) || '/';
}
