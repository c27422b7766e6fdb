import type { ServerDefinition } from '../image-definition.ts';
import type { CommandCall, CommandOutcome } from '../shell/host.ts';
import { absolutePath } from '../shell/output.ts';
import { flagOf } from './flag-of.ts';

/** Why servers end right after their start: flags they don't know, values they can't read, names nobody has. */

type Refusal = { readonly log: string; readonly status: number };

/** How long a server takes to find out, in ms. */
const refusalMs = 60;

/** Says why it does not start and ends; undefined when it starts. */
export function refusedStart(call: CommandCall, definition: ServerDefinition): CommandOutcome | undefined {
  const refusal =
    unknownFlag(call, definition) ??
    wrongValue(call, definition) ??
    missingFile(call, definition) ??
    unknownHost(call, definition);
  if (refusal === undefined) return undefined;
  call.err(`${refusal.log}\n`);
  return { ms: refusalMs, status: refusal.status };
}

function unknownFlag({ args }: CommandCall, { flags }: ServerDefinition): Refusal | undefined {
  if (flags === undefined) return undefined;
  const given = args
    .filter((arg) => /^--?[a-zA-Z]/.test(arg))
    .map((arg) => /^--?([^=]+)/.exec(arg)![1]!)
    .find((name) => !flags.known.includes(name));
  return given === undefined
    ? undefined
    : { log: flags.text.replaceAll('{name}', `-${given}`), status: flags.status };
}

function wrongValue({ args }: CommandCall, { checks = [] }: ServerDefinition): Refusal | undefined {
  for (const { flags, pattern, log, status } of checks) {
    const value = flags.map((flag) => flagOf(args, flag)).find((given) => given !== undefined);
    if (value !== undefined && !new RegExp(pattern, 'i').test(value))
      return { log: log.replaceAll('{value}', value), status };
  }
  return undefined;
}

function missingFile(
  { args, host, thread }: CommandCall,
  { needsFile }: ServerDefinition,
): Refusal | undefined {
  if (needsFile === undefined) return undefined;
  const { flag } = needsFile;
  const file =
    (flag === undefined
      ? args.find((arg, place) => place === 0 && !arg.startsWith('-'))
      : flagOf(args, flag)) ?? needsFile.path;
  if (file === undefined) return undefined;
  if (needsFile.shipped === true && file === needsFile.path) return undefined;
  if (host.files.read(absolutePath(file, thread.directory)) !== undefined) return undefined;
  return { log: needsFile.log.replaceAll('{file}', file), status: needsFile.status ?? 1 };
}

function unknownHost({ host }: CommandCall, { needsHosts = [] }: ServerDefinition): Refusal | undefined {
  const missing = needsHosts.find((one) => (host.resolve(one.host) ?? []).length === 0);
  return missing === undefined ? undefined : { log: missing.log, status: 1 };
}
