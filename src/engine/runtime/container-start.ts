import type { ContainerStart } from '../api/container-runtime.ts';
import type { Container, EphemeralContainer } from '../api/generated/types.ts';
import { quantityToBytes } from '../api/quantity.ts';
import { userOf } from './container-user.ts';
import type { ImageDefinition } from './image-definition.ts';
import { createLog } from './logs.ts';
import { createContainerProcess } from './shell/state.ts';
import type { ContainerLog, ContainerRecord } from './records.ts';
import { createTerminal } from './shell/terminal.ts';
import { isTokenVolume } from './token-volume.ts';
import { type FindSource, planMounts } from './volumes.ts';

/** From a container as the manifest has it to a container that runs. */

/** What the container runs: `command` and `args` over the image's ENTRYPOINT and CMD. */
export function wordsOf(container: Container, image: ImageDefinition, isStandIn: boolean): readonly string[] {
  const given = (words: readonly string[] | undefined): readonly string[] | undefined =>
    words === undefined || words.length === 0 ? undefined : words;
  const command = given(container.command);
  const args = given(container.args);
  const entrypoint = command ?? image.entrypoint;
  const rest = args ?? (command === undefined ? image.cmd : []);
  const words = [...entrypoint, ...rest];
  return isStandIn && command === undefined
    ? ['stand-in', ...words]
    : withProgram(words, image, command === undefined && args !== undefined);
}

/** Arguments alone go to the image's server when they name no program of it (`args: ["--port", "80"]`). */
function withProgram(words: readonly string[], image: ImageDefinition, onlyArgs: boolean): readonly string[] {
  const program = image.programs?.[0];
  const first = words[image.entrypoint.length] ?? '';
  const isServerArgument =
    onlyArgs &&
    program !== undefined &&
    first.startsWith('-') &&
    !image.entrypoint.some((word) => word.endsWith(program));
  return isServerArgument
    ? [...words.slice(0, image.entrypoint.length), program, ...words.slice(image.entrypoint.length)]
    : words;
}

function hasMounts({ volumeMounts }: Container): boolean {
  return volumeMounts?.some(({ name }) => !isTokenVolume(name)) === true;
}

function targetOf(container: Container & Pick<EphemeralContainer, 'targetContainerName'>): {
  processesOf?: string;
} {
  const { targetContainerName: target = '' } = container;
  return target === '' ? {} : { processesOf: target };
}

export function createContainerRecord(
  { pod, container, attempt, environment, node }: ContainerStart,
  words: readonly string[],
  nowMs: number,
  previousLog: ContainerLog | undefined,
  find: FindSource,
  image: ImageDefinition,
): ContainerRecord {
  const user = userOf(pod, container, image);
  const limit = container.resources?.limits?.['memory'];
  return {
    name: container.name,
    image: container.image ?? '',
    attempt,
    startedMs: nowMs,
    environment,
    mounts: hasMounts(container) ? planMounts(pod, container, node, environment, find) : [],
    ...(user === undefined ? {} : { user }),
    ...(container.securityContext?.readOnlyRootFilesystem === true ? { readOnlyRoot: true } : {}),
    declaredPorts: (container.ports ?? [])
      .filter((port) => port.protocol !== 'UDP')
      .map((port) => port.containerPort),
    ...(limit === undefined ? {} : { memoryLimitBytes: quantityToBytes(limit) }),
    directory: container.workingDir ?? '/',
    ...(container.stdin === true || container.tty === true
      ? { terminal: createTerminal(container.tty === true) }
      : {}),
    ...targetOf(container),
    ...(container.stdinOnce === true ? { stdinOnce: true } : {}),
    terminationPath: container.terminationMessagePath ?? '/dev/termination-log',
    terminationFromLog: container.terminationMessagePolicy === 'FallbackToLogsOnError',
    layer: {},
    process: createContainerProcess(words, container.workingDir ?? '/'),
    log: createLog(),
    ...(previousLog === undefined ? {} : { previousLog }),
  };
}
