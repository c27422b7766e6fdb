/** `tar`, which is how `kubectl cp` carries files: real archives through standard input and output. */
import { parseTimestamp } from '../../api/time.ts';
import { maxFileLength } from '../files.ts';
import type { Command, CommandCall } from '../shell/host.ts';
import { absolutePath } from '../shell/output.ts';
import { inputOf } from '../shell/state.ts';
import { readArchive, type TarEntry, writeArchive } from '../../api/tar-format.ts';

interface TarOptions {
  readonly mode: string;
  readonly verbose: boolean;
  /** `-` is standard input or output. */
  readonly file: string;
  readonly directory: string;
  readonly paths: readonly string[];
}

const maxEntries = 1_000;
const maxArchive = 1_500_000;
/** Two blocks of zeros. */
const endMark = '\0'.repeat(1_024);

export const tar: Command = (call) => {
  const options = parseOptions(call);
  if (!call.host.files.isDirectory(options.directory))
    return complain(call, `can't change directory to '${options.directory}': No such file or directory`);
  switch (options.mode) {
    case 'c':
      return create(call, options);
    case 'x':
    case 't':
      return extract(call, options);
    default:
      return complain(call, 'must specify one of -c, -x, -t');
  }
};

function complain(call: CommandCall, message: string): number {
  call.err(`tar: ${message}\n`);
  return 1;
}

/** `tar cf - DIR`, `tar -xmf - -C DIR`: letters with and without dash, values after them in order. */
function parseOptions({ args, thread }: CommandCall): TarOptions {
  const waiting = [...args];
  const paths: string[] = [];
  let letters = '';
  let [file, directory] = ['-', thread.directory];
  for (let first = true; waiting.length > 0; first = false) {
    const word = waiting.shift()!;
    if (word.startsWith('--')) continue;
    if (!first && (!word.startsWith('-') || word === '-')) {
      paths.push(word);
      continue;
    }
    for (const letter of word.replace(/^-/, '')) {
      if (letter === 'f') file = waiting.shift() ?? '-';
      else if (letter === 'C') directory = absolutePath(waiting.shift() ?? '', thread.directory);
      else letters += letter;
    }
  }
  return { mode: /[cxt]/.exec(letters)?.[0] ?? '', verbose: letters.includes('v'), file, directory, paths };
}

function create(call: CommandCall, { file, directory, paths, verbose }: TarOptions): number {
  let status = 0;
  const entries: TarEntry[] = [];
  if (paths.some((path) => path.startsWith('/'))) call.err("tar: removing leading '/' from member names\n");
  for (const path of paths) {
    const full = absolutePath(path, directory);
    const name = path.replace(/^\/+/, '').replace(/\/+$/, '') || '.';
    if (!collect(call, full, name, entries)) status = complain(call, `${path}: No such file or directory`);
  }
  if (status !== 0) call.err('tar: error exit delayed from previous errors\n');
  const archive = writeArchive(entries, Math.floor(parseTimestamp(call.host.timestamp) / 1_000));
  if (archive.length > maxArchive || entries.length >= maxEntries)
    return complain(call, 'write error: this simulated container has no room for so big an archive');
  if (verbose) call.err(entries.map(({ name }) => `${name}\n`).join(''));
  if (file === '-') call.out(archive);
  else if (!call.host.files.write(absolutePath(file, directory), archive))
    return complain(call, `can't open '${file}': No such file or directory`);
  return status;
}

/** A file, or a directory with all that is in it; false when there is nothing. */
function collect({ host }: CommandCall, from: string, as: string, entries: TarEntry[]): boolean {
  const waiting: [path: string, name: string][] = [[from, as]];
  const before = entries.length;
  while (waiting.length > 0 && entries.length < maxEntries) {
    const [path, name] = waiting.shift()!;
    const text = host.files.read(path);
    if (text !== undefined) entries.push({ name, text });
    else if (host.files.isDirectory(path)) {
      entries.push({ name });
      const below = (host.files.list(path) ?? []).map((child): [string, string] => [
        absolutePath(child, path),
        `${name}/${child}`,
      ]);
      waiting.unshift(...below);
    }
  }
  return entries.length > before;
}

function extract(call: CommandCall, options: TarOptions): number {
  const { file, directory, mode, verbose, paths } = options;
  const text =
    file === '-' ? archiveFromInput(call) : call.host.files.read(absolutePath(file, call.thread.directory));
  if (text === undefined) return complain(call, `can't open '${file}': No such file or directory`);
  const archive = readArchive(text);
  if (archive === undefined) return complain(call, 'invalid tar magic');
  if (text === '') return complain(call, 'short read');
  const wanted = archive.entries.filter(
    ({ name }) => paths.length === 0 || paths.some((path) => name === path || name.startsWith(`${path}/`)),
  );
  for (const entry of wanted) {
    if (mode === 't' || verbose) call.out(`${entry.name}${entry.text === undefined ? '/' : ''}\n`);
    if (mode === 'x' && !place(call, directory, entry)) return 1;
  }
  return 0;
}

/** The input up to the end of the archive: its sender may keep the connection open. */
function archiveFromInput(call: CommandCall): string {
  const { terminal } = call.host;
  const isPiped = inputOf(call.thread) !== undefined || terminal === undefined || terminal.closed;
  if (isPiped || !terminal.input.endsWith(endMark) || readArchive(terminal.input)?.isComplete !== true)
    return call.stdin();
  return call.piece() ?? '';
}

function place(call: CommandCall, directory: string, { name, text }: TarEntry): boolean {
  const { files } = call.host;
  const path = absolutePath(name, directory);
  if (name.split('/').includes('..')) return complain(call, `name with '..' not allowed: '${name}'`) === 0;
  makeParents(call, text === undefined ? path : path.slice(0, path.lastIndexOf('/')));
  if (text === undefined) return true;
  if (text.length > maxFileLength) return complain(call, 'write error: No space left on device') === 0;
  if (files.write(path, text)) return true;
  return complain(call, `can't open '${name}': Read-only file system`) === 0;
}

function makeParents({ host: { files } }: CommandCall, path: string): void {
  let at = '';
  for (const step of path.split('/').filter((part) => part !== '')) {
    at += `/${step}`;
    if (!files.isDirectory(at)) files.makeDirectory(at);
  }
}
