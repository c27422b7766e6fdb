/** Which commands an image has on its PATH. */
import type { ImageDefinition } from '../image-definition.ts';
import type { Command, CommandCall } from '../shell/host.ts';
import { nginxCommand } from './nginx-command.ts';
import { serverCommand, subcommands } from './server-commands.ts';
import { toolNamed } from './toolbox.ts';

/** Entry point scripts prepare, then run what follows, or their server with it. */
function entryPoint(image: ImageDefinition): Command {
  return (call) => {
    if (isForServer(image, call)) return call.run([...image.flagsGoTo!, ...call.args]);
    const first = call.args.findIndex((arg) => !arg.startsWith('-'));
    return first < 0 ? 0 : call.run(call.args.slice(first));
  };
}

function isForServer(image: ImageDefinition, { args, host }: CommandCall): boolean {
  const [first = ''] = args;
  const { flagsGoTo, configurationSuffix: suffix, otherWordsToo } = image;
  if (flagsGoTo === undefined || first === '--') return false;
  if (first.startsWith('-') || (suffix !== undefined && first.endsWith(suffix))) return true;
  return otherWordsToo === true && host.command(first) === undefined;
}

const isEntryPoint = (name: string, image: ImageDefinition): boolean =>
  image.entrypoint.includes(name) && /(\.sh|\/tini|^tini|dumb-init|-entrypoint)$/.test(name);

/** Scripts of entry points, by the names that manifests call them by too. */
const entryPointNames = /^(docker-entrypoint|docker-php-entrypoint|entrypoint)(\.sh)?$/;

const known = new Map<ImageDefinition, Map<string, Command | undefined>>();

/** A command of an image by name or path; undefined when it has none. */
export function imageCommand(image: ImageDefinition, name: string): Command | undefined {
  let commands = known.get(image);
  if (commands === undefined) known.set(image, (commands = new Map()));
  if (!commands.has(name)) {
    if (commands.size > 1_000) commands.clear();
    commands.set(name, findCommand(image, name));
  }
  return commands.get(name);
}

function findCommand(image: ImageDefinition, name: string): Command | undefined {
  const bare = name.slice(name.lastIndexOf('/') + 1);
  if (image.programs?.includes(bare) === true && image.server !== undefined)
    return programCommand(bare, image);
  if (
    isEntryPoint(name, image) ||
    (entryPointNames.test(bare) && image.entrypoint.some((word) => word.endsWith(bare)))
  )
    return entryPoint(image);
  if (image.prints !== undefined && name === image.cmd[0]) return printAndEnd(image.prints);
  if (bare === 'pause' && image.entrypoint[0] === '/pause')
    return () => ({ ms: null, status: 0, onTerm: { afterMs: 10, exitCode: 0 } });
  if (name.includes('/') && name !== image.entrypoint[0] && !/^\/(usr\/)?(local\/)?s?bin\/[^/]+$/.test(name))
    return undefined;
  return toolNamed(image, bare);
}

function programCommand(name: string, image: ImageDefinition): Command {
  const server = image.server!;
  if (name === 'nginx') return nginxCommand(server);
  return image.servers === undefined ? serverCommand(server) : subcommands(image);
}

function printAndEnd(lines: readonly string[]): Command {
  return (call) => {
    call.out(`${lines.join('\n')}\n`);
    return 0;
  };
}
