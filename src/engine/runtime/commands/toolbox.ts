/** The tools that images have on their PATH, beside their own programs. */
import type { ImageDefinition, Toolbox } from '../image-definition.ts';
import type { Command } from '../shell/host.ts';
import { clientTool } from './client-commands.ts';
import { diskCommands } from './disk-commands.ts';
import { conditional } from './conditional-command.ts';
import { fileCommands } from './file-commands.ts';
import { interfaceCommands } from './interface-commands.ts';
import { interpreterCommands } from './interpreter-commands.ts';
import { curlCommands } from './curl-command.ts';
import { digCommands, hostLookupCommands, lookupCommands } from './network-commands.ts';
import { wgetCommands } from './wget-command.ts';
import { processCommands } from './process-commands.ts';
import { shellBuiltins } from './builtin-table.ts';
import { shells } from './shell-builtins.ts';
import { stress } from './stress-command.ts';
import { tar } from './tar-command.ts';
import { textCommands } from './text-commands.ts';

type Commands = ReadonlyMap<string, Command>;

const everywhere: readonly Commands[] = [
  fileCommands,
  textCommands,
  processCommands,
  new Map([
    ['tar', tar],
    ['[[', conditional],
  ]),
  diskCommands,
];

/** Those of the shell that also stand in /bin. */
const shellPrograms: Commands = new Map(
  [...shellBuiltins].filter(([name]) => ['true', 'false', 'kill', 'pwd'].includes(name)),
);

const busybox: readonly Commands[] = [
  ...everywhere,
  shells,
  shellPrograms,
  wgetCommands,
  lookupCommands,
  interfaceCommands,
];

const toolboxes: Readonly<Record<Toolbox, Commands>> = {
  busybox: merge(busybox),
  alpine: merge([...busybox, hostLookupCommands]),
  debian: merge([...everywhere, shells, shellPrograms, hostLookupCommands]),
  none: new Map(),
};

const tools: Commands = merge([
  curlCommands,
  wgetCommands,
  lookupCommands,
  digCommands,
  new Map([['stress', stress]]),
]);

function merge(tables: readonly Commands[]): Commands {
  return new Map(tables.flatMap((table) => [...table]));
}

/** A tool of an image by its name without a path; undefined when it has none of that name. */
export function toolNamed(image: ImageDefinition, name: string): Command | undefined {
  if (image.tools?.includes(name) === true) return tools.get(name) ?? clientTool(name);
  return toolboxes[image.toolbox].get(name) ?? interpreterCommands(image.cmd).get(name);
}
