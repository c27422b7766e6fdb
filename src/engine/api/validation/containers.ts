/** Containers of all types. `pkg/apis/core/validation/validation.go`, validateContainers and what it calls */
import type { Container, ContainerPort, EphemeralContainer, PodSpec, Volume } from '../generated/types.ts';
import { checkEnv, checkEnvFrom } from './env.ts';
import { duplicate, forbidden, invalid, notFound, notSupported, required } from './field-error.ts';
import { portNameErrors, portNumberErrors } from './formats.ts';
import { checkMounts } from './mounts.ts';
import { checkProbes } from './probes.ts';
import { checkResources } from './resources.ts';
import { checkDnsLabel, checkFormat, checkRequired, checkWord, isSet, type Errors } from './rules.ts';
import { checkContainerSecurity } from './security.ts';

export const protocols = ['SCTP', 'TCP', 'UDP'];

export function checkContainers(
  spec: PodSpec,
  volumes: ReadonlyMap<string, Volume>,
  path: string,
  errors: Errors,
): void {
  checkMainContainers(spec, volumes, `${path}.containers`, errors);
  checkInitContainers(spec, volumes, `${path}.initContainers`, errors);
  checkEphemeralContainers(spec, volumes, `${path}.ephemeralContainers`, errors);
}

function checkMainContainers(
  spec: PodSpec,
  volumes: ReadonlyMap<string, Volume>,
  path: string,
  errors: Errors,
): void {
  const { containers } = spec;
  if (!isSet(containers)) {
    errors.push(required(path));
    return;
  }
  const names = new Set<string>();
  containers.forEach((container, index) => {
    const at = `${path}[${index}]`;
    checkContainer(container, spec, volumes, at, errors);
    if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name));
    if (isSet(container.name)) names.add(container.name);
    checkProbes(container, spec.terminationGracePeriodSeconds, at, errors);
    checkContainerRestart(container, at, errors);
  });
  checkHostPorts(containers, path, errors);
}

const restartPolicies = ['Always', 'Never', 'OnFailure'];

/** Containers may have a restart policy of their own, with rules, since 1.35. */
function checkContainerRestart(container: Container, path: string, errors: Errors): void {
  const { restartPolicy, restartPolicyRules } = container;
  if (restartPolicy !== undefined && !restartPolicies.includes(restartPolicy)) {
    errors.push(notSupported(`${path}.restartPolicy`, restartPolicy, ['Always', 'OnFailure', 'Never']));
  }
  if (isSet(restartPolicyRules) && restartPolicy === undefined) {
    errors.push(required(`${path}.restartPolicy`, 'must specify restartPolicy when restart rules are used'));
  }
}

const noHook = 'may not be set for init containers without restartPolicy=Always';

function checkInitContainers(
  spec: PodSpec,
  volumes: ReadonlyMap<string, Volume>,
  path: string,
  errors: Errors,
): void {
  if (!isSet(spec.initContainers)) return;
  const names = new Set((spec.containers ?? []).map(({ name }) => name));
  spec.initContainers?.forEach((container, index) => {
    const at = `${path}[${index}]`;
    checkContainer(container, spec, volumes, at, errors);
    checkContainerRestart(container, at, errors);
    if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name));
    else if (isSet(container.name)) names.add(container.name);
    checkHostPorts([container], path, errors);
    if (container.restartPolicy === 'Always') {
      checkProbes(container, spec.terminationGracePeriodSeconds, at, errors);
      return;
    }
    for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
      if (container[field] !== undefined) errors.push(forbidden(`${at}.${field}`, noHook));
    }
  });
}

const notEphemeral = [
  'ports',
  'lifecycle',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'resizePolicy',
] as const;
const cannotBeEphemeral = 'cannot be set for an Ephemeral Container';

function checkEphemeralContainers(
  spec: PodSpec,
  volumes: ReadonlyMap<string, Volume>,
  path: string,
  errors: Errors,
): void {
  const others = new Set(
    [...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({ name }) => name),
  );
  const names = new Set(others);
  spec.ephemeralContainers?.forEach((container: EphemeralContainer, index) => {
    const at = `${path}[${index}]`;
    checkContainer(container, spec, volumes, at, errors);
    checkImageSpace(container, at, errors);
    if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name));
    names.add(container.name);
    const target = container.targetContainerName;
    if (isSet(target) && !others.has(target ?? ''))
      errors.push(notFound(`${at}.targetContainerName`, target));
    for (const field of notEphemeral) {
      if (isSet(container[field])) errors.push(forbidden(`${at}.${field}`, cannotBeEphemeral));
    }
    const { limits, requests } = container.resources ?? {};
    if (limits !== undefined || requests !== undefined)
      errors.push(forbidden(`${at}.resources`, cannotBeEphemeral));
  });
}

/** What holds for containers of every type. */
function checkContainer(
  container: Container,
  spec: PodSpec,
  volumes: ReadonlyMap<string, Volume>,
  path: string,
  errors: Errors,
): void {
  if (checkRequired(container.name, `${path}.name`, errors))
    checkDnsLabel(container.name, `${path}.name`, errors);
  checkRequired(container.image, `${path}.image`, errors);
  const messagePolicies = ['File', 'FallbackToLogsOnError'];
  checkWord(container.terminationMessagePolicy, messagePolicies, `${path}.terminationMessagePolicy`, errors);
  checkPorts(container.ports, `${path}.ports`, errors);
  checkEnv(container.env, `${path}.env`, errors);
  checkEnvFrom(container.envFrom, `${path}.envFrom`, errors);
  checkMounts(container, volumes, path, errors);
  checkWord(
    container.imagePullPolicy,
    ['Always', 'IfNotPresent', 'Never'],
    `${path}.imagePullPolicy`,
    errors,
  );
  checkResources(container.resources, `${path}.resources`, errors);
  checkResizePolicy(container, spec, `${path}.resizePolicy`, errors);
  checkContainerSecurity(container.securityContext, spec, `${path}.securityContext`, errors);
}

function checkResizePolicy(container: Container, spec: PodSpec, path: string, errors: Errors): void {
  const names = new Set<string>();
  container.resizePolicy?.forEach(({ resourceName, restartPolicy }, index) => {
    if (names.has(resourceName)) errors.push(duplicate(`${path}[${index}]`, resourceName));
    names.add(resourceName);
    checkWord(resourceName, ['cpu', 'memory'], path, errors);
    checkWord(restartPolicy, ['NotRequired', 'RestartContainer'], path, errors);
    if (spec.restartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      errors.push(invalid(path, restartPolicy, "must be 'NotRequired' when `restartPolicy` is 'Never'"));
    }
  });
}

function checkPorts(ports: readonly ContainerPort[] | undefined, path: string, errors: Errors): void {
  const names = new Set<string>();
  ports?.forEach((port, index) => {
    const at = `${path}[${index}]`;
    if (isSet(port.name)) checkPortName(port.name ?? '', names, `${at}.name`, errors);
    if (checkRequired(port.containerPort, `${at}.containerPort`, errors)) {
      checkFormat(portNumberErrors, port.containerPort, `${at}.containerPort`, errors);
    }
    if (isSet(port.hostPort)) checkFormat(portNumberErrors, port.hostPort ?? 0, `${at}.hostPort`, errors);
    checkWord(port.protocol, protocols, `${at}.protocol`, errors);
  });
}

function checkPortName(name: string, names: Set<string>, path: string, errors: Errors): void {
  const messages = portNameErrors(name);
  for (const message of messages) errors.push(invalid(path, name, message));
  if (messages.length > 0) return;
  if (names.has(name)) errors.push(duplicate(path, name));
  names.add(name);
}

function checkHostPorts(containers: readonly Container[], path: string, errors: Errors): void {
  const taken = new Set<string>();
  containers.forEach(({ ports }, index) => {
    ports?.forEach(({ hostPort, hostIP = '', protocol }, position) => {
      if (!isSet(hostPort)) return;
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (taken.has(key)) errors.push(duplicate(`${path}[${index}].ports[${position}].hostPort`, key));
      taken.add(key);
    });
  });
}

/** Asked of pods alone; templates have always been let through. */
export function checkImageSpace(container: Container, path: string, errors: Errors): void {
  const { image = '' } = container;
  if (image.trim() !== image) {
    errors.push(invalid(`${path}.image`, image, 'must not have leading or trailing whitespace'));
  }
}
