/** Defaults of pods and of pod templates. `pkg/apis/core/v1/defaults.go`, `zz_generated.defaults.go` */
import type {
  Container,
  ContainerPort,
  EnvVar,
  HTTPGetAction,
  Lifecycle,
  LifecycleHandler,
  Pod,
  PodSpec,
  PodTemplateSpec,
  Probe,
  ResourceRequirements,
} from '../generated/types.ts';
import { formatQuantity, parseQuantity, roundUpQuantity } from '../quantity.ts';
import { change, changeEach, fill, fillBlank } from './fill.ts';
import { defaultVolume, pullPolicy } from './volumes.ts';

export function defaultPod(pod: Pod): Pod {
  const spec = defaultPodSpec(pod.spec ?? ({} as PodSpec));
  let result = fill(spec, { enableServiceLinks: true });
  const hostNetwork = spec.hostNetwork === true;
  result = changeEach(result, 'initContainers', (container) => defaultPodContainer(container, hostNetwork));
  result = changeEach(result, 'containers', (container) => defaultPodContainer(container, hostNetwork));
  return result === pod.spec ? pod : { ...pod, spec: result };
}

/** What containers get in a pod but not in a template: requests from limits, and host ports on the host's network. */
function defaultPodContainer(container: Container, hostNetwork: boolean): Container {
  const result = change(container, 'resources', requestsFromLimits);
  if (!hostNetwork) return result;
  return changeEach(result, 'ports', (port: ContainerPort) =>
    fillBlank(port, { hostPort: port.containerPort }),
  );
}

function requestsFromLimits(resources: ResourceRequirements): ResourceRequirements {
  const { limits, requests } = resources;
  if (limits === undefined || limits === null) return resources;
  const filled = fill(requests ?? {}, limits);
  return filled === requests || Object.keys(filled).length === 0
    ? resources
    : { ...resources, requests: filled };
}

/** @param owner any object with a pod template in its spec */
export function defaultTemplate(template: PodTemplateSpec | undefined): PodTemplateSpec {
  const spec = defaultPodSpec(template?.spec ?? ({} as PodSpec));
  if (template === undefined) return { spec };
  return spec === template.spec ? template : { ...template, spec };
}

function defaultPodSpec(spec: PodSpec): PodSpec {
  let result = fillBlank(spec, {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    ...(spec.serviceAccountName ? { serviceAccount: spec.serviceAccountName } : {}),
    ...(spec.serviceAccount ? { serviceAccountName: spec.serviceAccount } : {}),
  });
  result = fill(result, { securityContext: {}, terminationGracePeriodSeconds: 30 });
  result = changeEach(result, 'volumes', defaultVolume);
  result = changeEach(result, 'initContainers', defaultContainer);
  result = changeEach(result, 'containers', defaultContainer);
  result = changeEach(result, 'ephemeralContainers', defaultContainer);
  result = change(result, 'resources', defaultResources);
  return change(result, 'overhead', roundResources);
}

function defaultContainer<Kind extends Container>(container: Kind): Kind {
  const blanks: Partial<Container> = {
    imagePullPolicy: pullPolicy(container.image ?? ''),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  };
  let result: Container = fillBlank<Container>(container, blanks);
  result = fill(result, { resources: {} });
  result = changeEach(result, 'ports', (port: ContainerPort) => fillBlank(port, { protocol: 'TCP' }));
  result = changeEach(result, 'env', defaultEnv);
  result = change(result, 'resources', defaultResources);
  result = change(result, 'livenessProbe', defaultProbe);
  result = change(result, 'readinessProbe', defaultProbe);
  result = change(result, 'startupProbe', defaultProbe);
  return change(result, 'lifecycle', defaultLifecycle) as Kind;
}

function defaultEnv(variable: EnvVar): EnvVar {
  return change(variable, 'valueFrom', (source) => {
    const withField = change(source, 'fieldRef', (reference) => fillBlank(reference, { apiVersion: 'v1' }));
    return change(withField, 'resourceFieldRef', (reference) => fillBlank(reference, { divisor: '0' }));
  });
}

function defaultResources(resources: ResourceRequirements): ResourceRequirements {
  return change(change(resources, 'limits', roundResources), 'requests', roundResources);
}

/** Quantities finer than a thousandth are rounded up to it. Text that is no quantity is left for validation. */
export function roundResources(list: Record<string, string>): Record<string, string> {
  let result: Record<string, string> | undefined;
  for (const [name, text] of Object.entries(list)) {
    const rounded = roundToMilli(text);
    if (rounded === text) continue;
    result ??= { ...list };
    result[name] = rounded;
  }
  return result ?? list;
}

function roundToMilli(text: string): string {
  // Only a fraction or the suffixes n, u and e can be finer than a thousandth.
  if (typeof text !== 'string' || !/[.nueE]/.test(text)) return text;
  try {
    return formatQuantity(roundUpQuantity(parseQuantity(text), -3));
  } catch {
    return text;
  }
}

function defaultProbe(probe: Probe): Probe {
  const result = fillBlank(probe, {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  });
  const withHttp = change(result, 'httpGet', defaultHttpGet);
  return change(withHttp, 'grpc', (action) => fill(action, { service: '' }));
}

function defaultHttpGet(action: HTTPGetAction): HTTPGetAction {
  return fillBlank(action, { path: '/', scheme: 'HTTP' });
}

function defaultLifecycle(lifecycle: Lifecycle): Lifecycle {
  return change(change(lifecycle, 'postStart', defaultHandler), 'preStop', defaultHandler);
}

function defaultHandler(handler: LifecycleHandler): LifecycleHandler {
  return change(handler, 'httpGet', defaultHttpGet);
}
