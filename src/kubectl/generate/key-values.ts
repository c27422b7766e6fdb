/**
 * `--from-literal`, `--from-file` and `--from-env-file`: entries of ConfigMaps and Secrets.
 * `staging/src/k8s.io/kubectl/pkg/util/{util,env_file}.go`
 */
import type { FileSystem } from '../file-system.ts';
import type { FlagSpec } from '../flags.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { GeneratorLine } from './generator.ts';

export type Entry = readonly [key: string, value: string];

export const sourceFlags: readonly FlagSpec[] = [
  { name: 'append-hash', takes: 'switch' },
  { name: 'from-env-file', takes: 'list' },
  { name: 'from-file', takes: 'list' },
  { name: 'from-literal', takes: 'texts' },
];

/** Entries in the order in which kubectl adds them. @throws KubectlError for what can't be read */
export function entriesOf({ flags, files }: GeneratorLine): Entry[] {
  const envFiles = flags.list('from-env-file');
  const others = [...flags.list('from-file'), ...flags.texts('from-literal')];
  if (envFiles.length > 0 && others.length > 0)
    throw new KubectlError('from-env-file cannot be combined with from-file or from-literal');
  return [
    ...flags.texts('from-literal').map(literalEntry),
    ...flags.list('from-file').flatMap((source) => fileEntries(files, source)),
    ...envFiles.flatMap((path) => environmentEntries(readFile(files, path), path)),
  ];
}

function literalEntry(source: string): Entry {
  const equals = source.indexOf('=');
  if (equals <= 0) throw new KubectlError(`invalid literal source ${source}, expected key=value`);
  const value = source.slice(equals + 1);
  const quoted = value.length >= 2 && /^(["'])[^]*\1$/.test(value);
  return [source.slice(0, equals), quoted ? value.slice(1, -1) : value];
}

/** `path`, `key=path` or a directory, of which the files directly in it count. */
export function fileEntries(files: FileSystem, source: string): Entry[] {
  const parts = source.split('=');
  if (parts.length > 2) throw new KubectlError("key names or file paths cannot contain '='");
  if (parts.length === 2 && parts[0] === '')
    throw new KubectlError(`key name for file path ${parts[1]} missing`);
  if (parts.length === 2 && parts[1] === '')
    throw new KubectlError(`file path for key name ${parts[0]} missing`);
  const path = parts.at(-1)!;
  const inside = files.read(path) === undefined ? files.list(path) : [];
  if (inside.length === 0) return [[parts.length === 2 ? parts[0]! : fileName(path), readFile(files, path)]];
  if (parts.length === 2) throw new KubectlError('cannot give a key name for a directory path');
  const direct = inside.filter((name) => !name.includes('/') && keyRule.test(name));
  return direct.map((name) => [name, readFile(files, `${path.replace(/\/$/, '')}/${name}`)]);
}

function readFile(files: FileSystem, path: string): string {
  const text = files.read(path);
  if (text === undefined) throw new KubectlError(`error reading ${path}: no such file or directory`);
  return text;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A line without `=` would take its value from the environment, and there is none here. */
function environmentEntries(text: string, path: string): Entry[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  return lines.flatMap((line, index): Entry[] => {
    const content = line.trimStart().replace(/\r$/, '');
    if (content === '' || content.startsWith('#')) return [];
    const equals = content.indexOf('=');
    const key = equals < 0 ? content : content.slice(0, equals);
    if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(key))
      throw new KubectlError(
        `"${key}" is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`,
      );
    if (index > maxLines) throw new KubectlError(`too many lines in ${path}`);
    return [[key, equals < 0 ? '' : content.slice(equals + 1)]];
  });
}

const maxLines = 100_000;

export const keyRule = /^[-._a-zA-Z0-9]+$/;

export const keyRuleText =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
