import type { ContainerStart } from '../api/container-runtime.ts';
import type { Container, EphemeralContainer } from '../api/generated/types.ts';
import { quantityToBytes } from '../api/quantity.ts';
import { userOf } from './container-user.ts';
import type { ImageDefinition } from './image-definition.ts';
import { createLog } from './logs.ts';
import { resting } from './usage.ts';
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
  return isStandIn && command === undefined ? ['stand-in', ...words] : words;
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

/** Without the claims, which nothing here goes by. */
function resourcesOf({
  resources: { requests, limits } = {},
}: Container): Pick<ContainerRecord, 'resources'> {
  if (requests === undefined && limits === undefined) return {};
  return { resources: { ...(requests && { requests }), ...(limits && { limits }) } };
}

function stopSignalOf({ lifecycle }: Container): Pick<ContainerRecord, 'stopSignal'> {
  const signal = lifecycle?.stopSignal?.replace(/^SIG/, '') ?? 'TERM';
  return signal === 'TERM' ? {} : { stopSignal: signal };
}

export function createContainerRecord(
  { pod, container, attempt, environment, node, oomScoreAdj = 1_000 }: ContainerStart,
  words: readonly string[],
  nowMs: number,
  previousLog: ContainerLog | undefined,
  find: FindSource,
  key: string,
  image: ImageDefinition,
): ContainerRecord {
  const user = userOf(pod, container, image);
  const limit = container.resources?.limits?.['memory'];
  return {
    name: container.name,
    image: key,
    attempt,
    startedMs: nowMs,
    environment: image.environment === undefined ? environment : { ...image.environment, ...environment },
    mounts: hasMounts(container) ? planMounts(pod, container, node, environment, find) : [],
    ...(user === undefined ? {} : { user }),
    ...(container.securityContext?.readOnlyRootFilesystem === true ? { readOnlyRoot: true } : {}),
    declaredPorts: (container.ports ?? [])
      .filter((port) => port.protocol !== 'UDP')
      .map((port) => port.containerPort),
    ...(limit === undefined ? {} : { memoryLimitBytes: quantityToBytes(limit) }),
    ...resourcesOf(container),
    ...(oomScoreAdj === 1_000 ? {} : { oomScoreAdj }),
    directory: container.workingDir ?? image.directory ?? '/',
    ...(container.stdin === true || container.tty === true
      ? { terminal: createTerminal(container.tty === true) }
      : {}),
    ...targetOf(container),
    ...(container.stdinOnce === true ? { stdinOnce: true } : {}),
    terminationPath: container.terminationMessagePath ?? '/dev/termination-log',
    terminationFromLog: container.terminationMessagePolicy === 'FallbackToLogsOnError',
    ...stopSignalOf(container),
    ...(image.use === undefined ? {} : { use: { ...resting, ...image.use } }),
    layer: {},
    process: createContainerProcess(words, container.workingDir ?? image.directory ?? '/'),
    log: createLog(),
    ...(previousLog === undefined ? {} : { previousLog }),
  };
}
