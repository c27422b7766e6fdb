import type { ImageDefinition, ServerDefinition } from '../image-definition.ts';

/** How the lists of images say what they say, in few words. */

const megabyte = 1_000_000;

export type Rest = Partial<Omit<ImageDefinition, 'repository' | 'sizeBytes'>>;

/** @param megabytes as it is pulled (compressed, amd64) */
export function image(
  name: string,
  megabytes: number,
  toolbox: ImageDefinition['toolbox'],
  rest: Rest,
): ImageDefinition {
  const repository = name.split('/')[0]!.includes('.')
    ? name
    : `docker.io/${name.includes('/') ? '' : 'library/'}${name}`;
  return {
    repository,
    sizeBytes: Math.round(megabytes * megabyte),
    toolbox,
    entrypoint: [],
    cmd: [],
    ...rest,
  };
}

/** An image that is one server program. */
export function server(
  name: string,
  megabytes: number,
  toolbox: ImageDefinition['toolbox'],
  program: string,
  definition: ServerDefinition,
  rest: Rest = {},
): ImageDefinition {
  return image(name, megabytes, toolbox, {
    cmd: [program],
    programs: [program],
    server: definition,
    ...rest,
  });
}

/** An image with a script before its server, which takes flags alone as flags of that server. */
export function official(
  name: string,
  megabytes: number,
  cmd: readonly [string, ...string[]],
  definition: ServerDefinition,
  rest: Rest = {},
): ImageDefinition {
  const [program] = cmd;
  return image(name, megabytes, 'debian', {
    entrypoint: ['docker-entrypoint.sh'],
    cmd,
    programs: [program],
    flagsGoTo: [program],
    server: definition,
    ...rest,
  });
}

/** An image whose entry point is the server itself: arguments are its flags. */
export function program(
  name: string,
  megabytes: number,
  entrypoint: string,
  definition: ServerDefinition,
  rest: Rest = {},
): ImageDefinition {
  return image(name, megabytes, 'none', {
    entrypoint: [entrypoint],
    programs: [entrypoint.slice(entrypoint.lastIndexOf('/') + 1)],
    server: definition,
    ...rest,
  });
}

/** An image whose main program wants a terminal or arguments and ends at once without: a shell, an interpreter. */
export function tools(
  name: string,
  megabytes: number,
  toolbox: ImageDefinition['toolbox'],
  cmd: readonly string[],
  rest: Rest = {},
): ImageDefinition {
  return image(name, megabytes, toolbox, { cmd, ...rest });
}

/** The same image under other names. */
export function alsoNamed(
  definition: ImageDefinition,
  ...repositories: readonly string[]
): readonly ImageDefinition[] {
  return [definition, ...repositories.map((repository) => ({ ...definition, repository }))];
}

export function listening(
  ports: readonly number[],
  startupMs: number,
  log: readonly string[],
  rest: Partial<ServerDefinition> = {},
): ServerDefinition {
  return { ports, startupMs, log, ...rest };
}

export const mebibytes = (count: number): number => count * 1_048_576;
