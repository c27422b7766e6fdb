/** The environment of a container. `pkg/kubelet/kubelet_pods.go` makeEnvironmentVariables */
import { entryOf } from '../api/json-object.ts';
import type {
  ConfigMap,
  Container,
  EnvFromSource,
  EnvVar,
  EnvVarSource,
  Pod,
  Secret,
  Service,
} from '../api/generated/types.ts';
import { decodeBase64 } from '../api/base64.ts';
import { expand } from '../api/expansion.ts';
import { FieldPathError, fieldOf, resourceFieldOf } from '../api/field-path.ts';
import { orderedPodIps } from './pod-ips.ts';
import type { PodRecord } from './records.ts';
import { hasClusterIp, serviceVariables } from './service-environment.ts';
import { nodeAddress } from './status-writer.ts';
import { findContainer, type Work } from './work.ts';

/** Why a container can't be configured: the message of CreateContainerConfigError. */
export class EnvironmentError extends Error {}

export type Environment = Readonly<Record<string, string>>;

export interface EnvironmentQuestion {
  readonly pod: Pod;
  readonly container: Container;
  /** Of all namespaces; null when they have not been read yet. */
  readonly services: readonly Service[] | null;
  readonly configMap: (name: string) => ConfigMap | undefined;
  readonly secret: (name: string) => Secret | undefined;
  readonly podIps: readonly string[];
  readonly hostIps: readonly string[];
}

/**
 * Later sources go before earlier ones: services, envFrom, env. References see what stands before them.
 * @throws EnvironmentError when something it needs isn't there.
 */
export function makeEnvironment(question: EnvironmentQuestion): Environment {
  if (question.services === null) {
    throw new EnvironmentError('services have not yet been read at least once, cannot construct envvars');
  }
  const services = servicesSeen(question.pod, question.services);
  const ofServices: Record<string, string> = {};
  for (const { name, value } of serviceVariables(services)) ofServices[name] = value;
  const environment: Record<string, string> = {};
  for (const source of question.container.envFrom ?? []) addAll(environment, source, question);
  const known: Record<string, string> = { ...environment };
  for (const variable of question.container.env ?? []) {
    const value = valueOf(variable, known, ofServices, question);
    if (value === undefined) continue;
    known[variable.name] = value;
    environment[variable.name] = value;
  }
  return { ...ofServices, ...environment };
}

export function resolveEnvironment(work: Work, record: PodRecord, container: Container): Environment {
  const { view } = work.context;
  const { pod } = record;
  const namespace = pod.metadata?.namespace ?? '';
  const node = work.nodes.get(record.node);
  const hostIps = node === undefined ? [] : [nodeAddress(node.index)];
  const ip = pod.spec?.hostNetwork === true ? (hostIps[0] ?? '') : (record.sandbox?.ip ?? '');
  return makeEnvironment({
    pod,
    container,
    services: view.list<Service>('services'),
    configMap: (name) => view.get<ConfigMap>('configmaps', namespace, name),
    secret: (name) => view.get<Secret>('secrets', namespace, name),
    podIps: ip === '' ? [] : [ip],
    hostIps,
  });
}

/** Command and args with references replaced. `pkg/kubelet/container/helpers.go` ExpandContainerCommandAndArgs */
export function expandCommand(container: Container, environment: Environment): Container {
  const { command, args } = container;
  const expanded = (words: readonly string[]): string[] =>
    words.map((word) => expand(word, (name) => entryOf(environment, name)));
  const hasReference = [...(command ?? []), ...(args ?? [])].some((word) => word.includes('$'));
  if (!hasReference) return container;
  return {
    ...container,
    ...(command === undefined ? {} : { command: expanded(command) }),
    ...(args === undefined ? {} : { args: expanded(args) }),
  };
}

/** The pod's own namespace when it wants links, and the API server's service in any case. */
function servicesSeen(pod: Pod, services: readonly Service[]): Service[] {
  const namespace = pod.metadata?.namespace ?? '';
  const wantsLinks = pod.spec?.enableServiceLinks !== false;
  const byName = new Map<string, Service>();
  for (const service of services) {
    if (!hasClusterIp(service)) continue;
    const { name = '', namespace: owner = '' } = service.metadata ?? {};
    if (owner === 'default' && name === 'kubernetes' && !byName.has(name)) byName.set(name, service);
    else if (owner === namespace && wantsLinks) byName.set(name, service);
  }
  return [...byName.values()];
}

function addAll(
  environment: Record<string, string>,
  source: EnvFromSource,
  question: EnvironmentQuestion,
): void {
  const { prefix = '', configMapRef, secretRef } = source;
  if (configMapRef !== undefined) {
    const name = configMapRef.name ?? '';
    const data = question.configMap(name)?.data;
    if (question.configMap(name) === undefined) missing('configmap', name, configMapRef.optional);
    for (const [key, value] of Object.entries(data ?? {})) environment[prefix + key] = value;
  } else if (secretRef !== undefined) {
    const name = secretRef.name ?? '';
    const secret = question.secret(name);
    if (secret === undefined) missing('secret', name, secretRef.optional);
    for (const [key, value] of Object.entries(secret?.data ?? {}))
      environment[prefix + key] = decodeBase64(value);
  }
}

function valueOf(
  variable: EnvVar,
  known: Record<string, string>,
  ofServices: Record<string, string>,
  question: EnvironmentQuestion,
): string | undefined {
  const { value = '', valueFrom } = variable;
  if (valueFrom === undefined)
    return expand(value, (name) => entryOf(known, name) ?? entryOf(ofServices, name));
  return sourced(valueFrom, question);
}

function sourced(source: EnvVarSource, question: EnvironmentQuestion): string | undefined {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = source;
  if (fieldRef !== undefined) return podField(fieldRef.fieldPath, question);
  if (resourceFieldRef !== undefined) {
    const { containerName, resource, divisor } = resourceFieldRef;
    const container =
      containerName === undefined ? question.container : findContainer(question.pod, containerName);
    return resourceFieldOf(container ?? question.container, resource, divisor);
  }
  if (configMapKeyRef !== undefined) {
    const { name = '', key, optional } = configMapKeyRef;
    return keyed('ConfigMap', name, key, optional, question.configMap(name)?.data, question);
  }
  if (secretKeyRef === undefined) return undefined;
  const { name = '', key, optional } = secretKeyRef;
  const text = keyed('Secret', name, key, optional, question.secret(name)?.data, question);
  return text === undefined ? undefined : decodeBase64(text);
}

function keyed(
  kind: 'ConfigMap' | 'Secret',
  name: string,
  key: string,
  optional: boolean | undefined,
  data: Readonly<Record<string, string>> | undefined,
  { pod, configMap, secret }: EnvironmentQuestion,
): string | undefined {
  const exists = kind === 'ConfigMap' ? configMap(name) !== undefined : secret(name) !== undefined;
  if (!exists) return missing(kind.toLowerCase(), name, optional);
  const value = data?.[key];
  if (value === undefined && optional !== true) {
    throw new EnvironmentError(
      `couldn't find key ${key} in ${kind} ${pod.metadata?.namespace ?? ''}/${name}`,
    );
  }
  return value;
}

function missing(kind: string, name: string, optional: boolean | undefined): undefined {
  if (optional === true) return undefined;
  throw new EnvironmentError(`${kind} ${JSON.stringify(name)} not found`);
}

function podField(fieldPath: string, { pod, podIps, hostIps }: EnvironmentQuestion): string {
  switch (fieldPath) {
    case 'spec.nodeName':
      return pod.spec?.nodeName ?? '';
    case 'spec.serviceAccountName':
      return pod.spec?.serviceAccountName ?? '';
    case 'status.hostIP':
      return hostIps[0] ?? '';
    case 'status.hostIPs':
      return hostIps.join(',');
    case 'status.podIP':
      return orderedPodIps(podIps, hostIps)[0] ?? '';
    case 'status.podIPs':
      return orderedPodIps(podIps, hostIps).join(',');
    default:
      try {
        return fieldOf(pod, fieldPath);
      } catch (error) {
        if (error instanceof FieldPathError) throw new EnvironmentError(error.message);
        throw error;
      }
  }
}
