/**
 * `metrics.k8s.io/v1beta1`, as the metrics server answers it: it looks every 15 s and needs two looks to tell a rate.
 * `kubernetes-sigs/metrics-server/pkg/api`
 */
import type { Container, ContainerStatus, Node, Pod } from '../api/generated/types.ts';
import { apiVersionOf } from '../api/kinds.ts';
import {
  type ContainerUsage,
  controlPlaneUsage,
  daemonUsage,
  type NodeRuntime,
} from '../api/node-runtime.ts';
import type { AnyObject, KubeObject } from '../api/object.ts';
import type { View } from '../api/part.ts';
import { quantityToBytes, quantityToMilli } from '../api/quantity.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { uidOnMachine } from '../api/static-pod.ts';
import { refuse } from '../api/status-error.ts';
import { hashText } from '../kernel/index.ts';
import { methodNotAllowed } from './errors.ts';
import type { ResourcePath } from './routes.ts';
import { selectionOf } from './selection.ts';

const windowMs = 15_000;

/** @throws StatusError NotFound, MethodNotAllowed */
export function answerMetrics(
  view: View,
  runtime: NodeRuntime,
  request: ApiRequest,
  path: ResourcePath,
): ApiResponse {
  if (request.method !== 'GET') throw methodNotAllowed();
  const measure = path.kind.namespaced
    ? (pod: KubeObject) => podMetrics(view, runtime, pod)
    : (node: KubeObject) => nodeMetrics(view, runtime, node);
  if (path.name !== '') {
    const object = view.get(path.kind.plural, path.namespace, path.name);
    const found = object === undefined ? undefined : measure(object);
    if (found === undefined) throw noMetrics(path);
    return { code: 200, body: found };
  }
  const items = view
    .list(path.kind.plural, path.namespace)
    .filter(selectionOf(path.kind, request.query))
    .map(measure)
    .filter((found) => found !== undefined);
  return {
    code: 200,
    body: { kind: `${path.kind.kind}List`, apiVersion: apiVersionOf(path.kind), metadata: {}, items },
  };
}

function noMetrics({ kind, namespace, name }: ResourcePath) {
  const resource = kind.kind.toLowerCase();
  const key = namespace === '' ? name : `${namespace}/${name}`;
  const details = { name: key, group: kind.group, kind: resource };
  return refuse(404, 'NotFound', `${resource}.${kind.group} "${key}" not found`, details);
}

function podMetrics(view: View, runtime: NodeRuntime, pod: Pod): AnyObject | undefined {
  const used = containersOf(pod).flatMap(({ spec, status }) => {
    const usage = measured(view, runtime, pod, spec, status);
    return usage === undefined
      ? []
      : [{ name: spec.name, usage: usageOf(usage, `${pod.metadata?.uid}/${spec.name}`, view) }];
  });
  return used.length === 0 ? undefined : { ...sample(view, 'PodMetrics', pod), containers: used };
}

function nodeMetrics(view: View, runtime: NodeRuntime, node: Node): AnyObject | undefined {
  const ready = node.status?.conditions?.find((condition) => condition.type === 'Ready')?.status;
  const name = node.metadata?.name ?? '';
  if (ready !== 'True' || !isOldEnough(view, node.metadata?.creationTimestamp)) return undefined;
  const isControlPlane = node.metadata?.labels?.['node-role.kubernetes.io/control-plane'] !== undefined;
  const uses = [daemonUsage, ...(isControlPlane ? [controlPlaneUsage] : [])];
  for (const pod of view.podsOnNode<Pod>(name))
    for (const { spec, status } of containersOf(pod)) {
      const usage = measured(view, runtime, pod, spec, status);
      if (usage !== undefined) uses.push(usage);
    }
  const total = (of: (usage: ContainerUsage) => number): number =>
    uses.reduce((sum, usage) => sum + of(usage), 0);
  const usage = { cpuMilli: total((one) => one.cpuMilli), memoryBytes: total((one) => one.memoryBytes) };
  return { ...sample(view, 'NodeMetrics', node), usage: usageOf(usage, node.metadata?.uid ?? '', view) };
}

function containersOf({ spec, status }: Pod): { spec: Container; status: ContainerStatus | undefined }[] {
  const sidecars = spec?.initContainers?.filter(({ restartPolicy }) => restartPolicy === 'Always') ?? [];
  const statuses = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
  return [...(spec?.containers ?? []), ...sidecars].map((container) => ({
    spec: container,
    status: statuses.find(({ name }) => name === container.name),
  }));
}

/** What a container used in the last whole window, within its limits. */
function measured(
  view: View,
  runtime: NodeRuntime,
  pod: Pod,
  { name, resources }: Container,
  status: ContainerStatus | undefined,
): ContainerUsage | undefined {
  if (!isOldEnough(view, status?.state?.running?.startedAt)) return undefined;
  const usage = runtime.usage(uidOnMachine(pod), name);
  const { cpu, memory } = resources?.limits ?? {};
  return usage === undefined
    ? undefined
    : {
        cpuMilli: cpu === undefined ? usage.cpuMilli : Math.min(usage.cpuMilli, quantityToMilli(cpu)),
        memoryBytes:
          memory === undefined ? usage.memoryBytes : Math.min(usage.memoryBytes, quantityToBytes(memory)),
      };
}

function isOldEnough(view: View, since: string | undefined): boolean {
  return since !== undefined && view.toMs(since) <= lastLookMs(view) - windowMs;
}

function lastLookMs({ nowMs }: View): number {
  return Math.floor(nowMs / windowMs) * windowMs;
}

function sample(view: View, kind: string, { metadata }: KubeObject): AnyObject {
  const { name, namespace, labels } = metadata ?? {};
  const timestamp = view.toTimestamp(lastLookMs(view));
  return {
    kind,
    apiVersion: 'metrics.k8s.io/v1beta1',
    metadata: {
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      creationTimestamp: view.nowTimestamp,
    },
    timestamp,
    window: `${windowMs / 1_000}s`,
  };
}

/** Nobody uses the same twice: a tenth more or less, by who measures what and when. */
function usageOf(
  { cpuMilli, memoryBytes }: ContainerUsage,
  who: string,
  view: View,
): { cpu: string; memory: string } {
  const chance = Number.parseInt(hashText(`${who} ${lastLookMs(view)}`).slice(0, 6), 16) / 0xff_ff_ff;
  const nanoCores = Math.round(cpuMilli * 1_000_000 * (0.9 + 0.2 * chance));
  const kibibytes = Math.round((memoryBytes / 1_024) * (0.98 + 0.04 * chance));
  return { cpu: nanoCores === 0 ? '0' : `${nanoCores}n`, memory: `${kibibytes}Ki` };
}
