/** Which commands an image has on its PATH. */
import type { ImageDefinition } from '../image-definition.ts';
import type { Command } from '../shell/host.ts';
import { agnhostCommand, nginxCommand, serverCommand } from './server-commands.ts';
import { toolNamed } from './toolbox.ts';

/** Entry point scripts of official images: they prepare, then run what follows. */
const entrypointScripts = new Set([
  'docker-entrypoint.sh',
  'entrypoint.sh',
  'docker-php-entrypoint',
  'tini',
  'dumb-init',
]);

const runRest: Command = (call) => {
  const first = call.args.findIndex((arg) => !arg.startsWith('-'));
  return first < 0 ? 0 : call.run(call.args.slice(first));
};

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
  if (entrypointScripts.has(bare) && image.entrypoint.some((word) => word.endsWith(bare))) return runRest;
  if (image.programs?.includes(bare) === true && image.server !== undefined)
    return programCommand(bare, image);
  if (image.prints !== undefined && name === image.cmd[0]) return printAndEnd(image.prints);
  if (bare === 'pause' && image.entrypoint[0] === '/pause')
    return () => ({ ms: null, status: 0, onTerm: { afterMs: 10, exitCode: 0 } });
  if (name.includes('/') && !/^\/(usr\/)?(local\/)?s?bin\/[^/]+$/.test(name)) return undefined;
  return toolNamed(image, bare);
}

function programCommand(name: string, image: ImageDefinition): Command {
  const server = image.server!;
  if (name === 'nginx') return nginxCommand(server);
  return name === 'agnhost' ? agnhostCommand(server) : serverCommand(server);
}

function printAndEnd(lines: readonly string[]): Command {
  return (call) => {
    call.out(`${lines.join('\n')}\n`);
    return 0;
  };
}
