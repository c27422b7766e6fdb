/** From an `Image` object to what the runtime knows of an image; what it leaves out the catalogue says. */
import type { Image, ImageSpec } from '../api/podarium.ts';
import { quantityToBytes, quantityToMilli } from '../api/quantity.ts';
import type { ImageDefinition, ServerDefinition } from './image-definition.ts';
import { parseImageName } from './image-name.ts';
import { compileScript } from './shell/compile.ts';
import { ShellSyntaxError } from './shell/syntax.ts';

/** The name that scripts call the image's server by. */
const serverProgram = 'serve';
const usualSizeBytes = 48_000_000;

/** The object that is about an image: one that names its tag goes before one that is about all tags. */
export function imageObjectFor(name: string, images: readonly Image[]): Image | undefined {
  const wanted = parseImageName(name);
  let found: Image | undefined;
  for (const image of images) {
    const given = image.spec?.image ?? image.metadata?.name ?? '';
    const isTagged = /:[^/]*$/.test(given);
    const known = parseImageName(given);
    if (isTagged && known.reference === wanted.reference) return image;
    if (!isTagged && known.repository === wanted.repository) found ??= image;
  }
  return found;
}

/** `base`: what the catalogue says of the image, if anything. */
export function definitionOf(
  repository: string,
  spec: ImageSpec,
  base: ImageDefinition | undefined,
): ImageDefinition {
  const { size, layers, pullSeconds, user, shell, workingDir, env, files, resources } = spec;
  const problem = spec.script === undefined ? undefined : problemOf(spec.script);
  const server = serverOf(spec, base?.server);
  return {
    ...base,
    repository,
    toolbox: shell ?? base?.toolbox ?? 'busybox',
    sizeBytes: size === undefined ? (base?.sizeBytes ?? usualSizeBytes) : quantityToBytes(size),
    ...(layers === undefined ? {} : { layers }),
    ...(pullSeconds === undefined ? {} : { pullMs: pullSeconds * 1_000 }),
    ...(user === undefined ? {} : { user }),
    ...(workingDir === undefined ? {} : { directory: workingDir }),
    ...(env === undefined ? {} : { environment: { ...base?.environment, ...env } }),
    ...(files === undefined ? {} : { files: { ...base?.files, ...files } }),
    ...(resources === undefined ? {} : { use: useOf(resources) }),
    ...(problem === undefined ? {} : { problem }),
    ...(server === undefined ? {} : { server }),
    ...programsOf(spec, base, server !== undefined),
  };
}

/** A script is run by the image's shell; a server of its own stands under the name that it is started with. */
function programsOf(
  { script, entrypoint, command }: ImageSpec,
  base: ImageDefinition | undefined,
  serves: boolean,
): Pick<ImageDefinition, 'entrypoint' | 'cmd' | 'programs'> {
  const programs = serves ? [...(base?.programs ?? []), serverProgram] : (base?.programs ?? []);
  if (script !== undefined) return { entrypoint: ['sh', '-c', script, 'sh'], cmd: command ?? [], programs };
  const given = { entrypoint: entrypoint ?? base?.entrypoint ?? [], cmd: command ?? base?.cmd ?? [] };
  const first = given.entrypoint[0] ?? given.cmd[0];
  if (first === undefined) return { entrypoint: [], cmd: serves ? [serverProgram] : ['sh'], programs };
  const isOwn = serves && (entrypoint ?? command) !== undefined;
  return { ...given, programs: isOwn ? [...programs, first.slice(first.lastIndexOf('/') + 1)] : programs };
}

/** An image that says nothing of a server has the one that the catalogue knows, or none. */
function serverOf(
  { ports, startUpSeconds, logLines, response, resources }: ImageSpec,
  base: ServerDefinition | undefined,
): ServerDefinition | undefined {
  const saysNothing = [ports, startUpSeconds, logLines, response].every((value) => value === undefined);
  if (saysNothing && (base === undefined || resources?.memory === undefined)) return base;
  const body = response ?? base?.http?.body ?? '{image} on {hostname}\n';
  const isHttp = response !== undefined || base === undefined || base.http !== undefined;
  return {
    ...base,
    ports: ports ?? base?.ports ?? [],
    startupMs: startUpSeconds === undefined ? (base?.startupMs ?? 50) : startUpSeconds * 1_000,
    log: logLines ?? base?.log ?? [],
    ...(isHttp ? { http: response === undefined ? { ...base?.http, body } : { body } } : {}),
    ...(resources?.memory === undefined ? {} : { memoryBytes: quantityToBytes(resources.memory) }),
  };
}

function useOf({ cpu, memory }: NonNullable<ImageSpec['resources']>): ImageDefinition['use'] {
  return {
    ...(cpu === undefined ? {} : { cpuMilli: quantityToMilli(cpu) }),
    ...(memory === undefined ? {} : { memoryBytes: quantityToBytes(memory) }),
  };
}

/** Why a script can't be run; undefined when it can. */
function problemOf(script: string): string | undefined {
  try {
    compileScript(script);
    return undefined;
  } catch (error) {
    if (error instanceof ShellSyntaxError) return `the script of the image can't be read: ${error.message}`;
    throw error;
  }
}
