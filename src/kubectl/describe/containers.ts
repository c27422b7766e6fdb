/** Containers of pods and pod templates. `kubectl/pkg/describe/describe.go` describeContainers */
import type {
  Container,
  ContainerPort,
  ContainerState,
  ContainerStatus,
  EnvVar,
  Probe,
  ResourceRequirements,
} from '../../engine/api/generated/types.ts';
import { canonicalQuantity } from '../../engine/api/quantity.ts';
import { type Description, printBoolean, printMoment } from './description.ts';
import { resourceValue } from './resource-value.ts';

export interface ContainersOptions {
  readonly title: string;
  readonly statuses?: readonly ContainerStatus[];
  /** Inside of a pod template everything stands two columns further in. */
  readonly nested?: boolean;
  /** The value of a field of the pod; absent in templates. */
  readonly fieldOf?: (path: string) => string;
}

export function describeContainers(
  description: Description,
  containers: readonly Container[],
  options: ContainersOptions,
): void {
  const nested = options.nested === true;
  description.line(`${nested ? '  ' : ''}${options.title}:${containers.length === 0 ? ' <none>' : ''}`);
  for (const container of containers) {
    const status = options.statuses?.find(({ name }) => name === container.name);
    description.line(`${nested ? ' ' : ''}${container.name}:`, 1);
    describeImage(description, container, status);
    describeWords(description, 'Command', container.command);
    describeWords(description, 'Args', container.args);
    if (status !== undefined) describeStatus(description, status);
    describeResources(description, container.resources, 2);
    describeProbes(description, container);
    describeEnvFrom(description, container);
    describeEnv(description, container, options.fieldOf);
    describeMounts(description, container);
  }
}

function describeImage(
  description: Description,
  { image, ports = [] }: Container,
  status: ContainerStatus | undefined,
): void {
  if (status !== undefined) description.field('Container ID', status.containerID ?? '', 2);
  description.field('Image', image ?? '', 2);
  if (status !== undefined) description.field('Image ID', status.imageID, 2);
  const plural = ports.length > 1 ? 's' : '';
  const listed = (numberOf: (port: ContainerPort) => number) =>
    ports.map((port) => portText(numberOf(port), port)).join(', ') || '<none>';
  description.field(
    `Port${plural}`,
    listed(({ containerPort }) => containerPort),
    2,
  );
  description.field(
    `Host Port${plural}`,
    listed(({ hostPort }) => hostPort ?? 0),
    2,
  );
}

function portText(number: number, { protocol = 'TCP', name }: ContainerPort): string {
  return `${number}/${protocol}${name ? ` (${name})` : ''}`;
}

function describeWords(description: Description, title: string, words: readonly string[] = []): void {
  if (words.length === 0) return;
  description.line(`${title}:`, 2);
  for (const line of words.flatMap((word) => word.split('\n'))) description.line(line, 3);
}

function describeStatus(description: Description, status: ContainerStatus): void {
  describeState(description, 'State', status.state);
  if (status.lastState?.terminated !== undefined) describeState(description, 'Last State', status.lastState);
  description.field('Ready', printBoolean(status.ready), 2);
  description.field('Restart Count', status.restartCount, 2);
}

function describeState(description: Description, name: string, state: ContainerState = {}): void {
  const { running, terminated, waiting } = state;
  if (running !== undefined) {
    description.field(name, 'Running', 2);
    description.field('Started', printMoment(running.startedAt), 3);
  } else if (waiting === undefined && terminated !== undefined) {
    description.field(name, 'Terminated', 2);
    if (terminated.reason) description.field('Reason', terminated.reason, 3);
    if (terminated.message) description.field('Message', terminated.message, 3);
    description.field('Exit Code', terminated.exitCode, 3);
    if (terminated.signal) description.field('Signal', terminated.signal, 3);
    description.field('Started', printMoment(terminated.startedAt), 3);
    description.field('Finished', printMoment(terminated.finishedAt), 3);
  } else {
    description.field(name, 'Waiting', 2);
    if (waiting?.reason) description.field('Reason', waiting.reason, 3);
  }
}

export function describeResources(
  description: Description,
  resources: ResourceRequirements | undefined,
  level: number,
): void {
  const list = (title: string, quantities: Readonly<Record<string, string>> = {}) => {
    const names = Object.keys(quantities).toSorted();
    if (names.length > 0) description.line(`${title}:`, level);
    for (const name of names) description.field(name, canonicalQuantity(quantities[name]!), level + 1);
  };
  list('Limits', resources?.limits);
  list('Requests', resources?.requests);
}

function describeProbes(description: Description, container: Container): void {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  if (livenessProbe !== undefined) description.field('Liveness', printProbe(livenessProbe), 2);
  if (readinessProbe !== undefined) description.field('Readiness', printProbe(readinessProbe), 2);
  if (startupProbe !== undefined) description.field('Startup', printProbe(startupProbe), 2);
}

function printProbe(probe: Probe): string {
  const { exec, httpGet, tcpSocket, grpc } = probe;
  const timing = `delay=${probe.initialDelaySeconds ?? 0}s timeout=${probe.timeoutSeconds ?? 0}s period=${probe.periodSeconds ?? 0}s`;
  const attributes = `${timing} #success=${probe.successThreshold ?? 0} #failure=${probe.failureThreshold ?? 0}`;
  if (exec !== undefined) return `exec [${(exec.command ?? []).join(' ')}] ${attributes}`;
  if (httpGet !== undefined) {
    const { scheme = '', host = '', port, path = '' } = httpGet;
    return `http-get ${scheme.toLowerCase()}://${host}:${port}${path} ${attributes}`;
  }
  if (tcpSocket !== undefined) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port} ${attributes}`;
  if (grpc !== undefined) return `grpc <pod>:${grpc.port} ${grpc.service ?? ''} ${attributes}`;
  return `unknown ${attributes}`;
}

function describeEnvFrom(description: Description, { envFrom = [] }: Container): void {
  if (envFrom.length === 0) return;
  description.line('Environment Variables from:', 2);
  for (const { configMapRef, secretRef, prefix } of envFrom) {
    const from = configMapRef === undefined ? 'Secret' : 'ConfigMap';
    const { name = '', optional = false } = configMapRef ?? secretRef ?? {};
    description.line(`${name}\t${from}${prefix ? ` with prefix '${prefix}'` : ''}\tOptional: ${optional}`, 3);
  }
}

function describeEnv(
  description: Description,
  container: Container,
  fieldOf: ContainersOptions['fieldOf'],
): void {
  const { env = [] } = container;
  description.line(`Environment:${env.length === 0 ? '\t<none>' : ''}`, 2);
  for (const variable of env) {
    const [first = '', ...others] = envValue(variable, container, fieldOf).split('\n');
    description.field(variable.name, first, 3);
    for (const other of others) description.line(`\t${other}`, 3);
  }
}

function envValue(
  { value = '', valueFrom }: EnvVar,
  container: Container,
  fieldOf: ContainersOptions['fieldOf'],
): string {
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom ?? {};
  if (fieldRef !== undefined) {
    const { apiVersion = 'v1', fieldPath } = fieldRef;
    return `${fieldOf?.(fieldPath) ?? ''} (${apiVersion}:${fieldPath})`;
  }
  if (resourceFieldRef !== undefined)
    return `${resourceValue(resourceFieldRef, container)} (${resourceFieldRef.resource})`;
  if (secretKeyRef !== undefined) {
    const { key, name = '', optional = false } = secretKeyRef;
    return `<set to the key '${key}' in secret '${name}'>\tOptional: ${optional}`;
  }
  if (configMapKeyRef !== undefined) {
    const { key, name = '', optional = false } = configMapKeyRef;
    return `<set to the key '${key}' of config map '${name}'>\tOptional: ${optional}`;
  }
  return value;
}

function describeMounts(
  description: Description,
  { volumeMounts = [], volumeDevices = [] }: Container,
): void {
  description.line(`Mounts:${volumeMounts.length === 0 ? '\t<none>' : ''}`, 2);
  for (const mount of volumeMounts.toSorted((a, b) => (a.mountPath < b.mountPath ? -1 : 1))) {
    const path = mount.subPath ? `,path="${mount.subPath}"` : '';
    description.line(
      `${mount.mountPath} from ${mount.name} (${mount.readOnly === true ? 'ro' : 'rw'}${path})`,
      3,
    );
  }
  if (volumeDevices.length === 0) return;
  description.line('Devices:', 2);
  for (const device of volumeDevices) description.line(`${device.devicePath} from ${device.name}`, 3);
}
