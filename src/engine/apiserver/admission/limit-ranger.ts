/** Defaults and bounds that the LimitRanges of a namespace set. `plugin/pkg/admission/limitranger/admission.go` */
import type {
  Container,
  LimitRange,
  LimitRangeItem,
  PersistentVolumeClaim,
  Pod,
} from '../../api/generated/types.ts';
import type { ResourceKind } from '../../api/kinds.ts';
import { type KubeObject, nameOf } from '../../api/object.ts';
import { formatQuantity, parseQuantity, scaledValue } from '../../api/quantity.ts';
import { podAmounts } from '../../api/quota/pod-resources.ts';
import type { ResourceList } from '../../api/quota/resource-list.ts';
import { forbidden } from '../errors.ts';

const annotation = 'kubernetes.io/limit-ranger';

/** The pod with the requests and limits that its containers leave open. */
export function withLimitDefaults(pod: Pod, ranges: readonly LimitRange[]): Pod {
  return ranges.reduce(withDefaultsOf, pod);
}

function withDefaultsOf(pod: Pod, range: LimitRange): Pod {
  const items = (range.spec?.limits ?? []).filter(({ type }) => type === 'Container');
  const requests: ResourceList = Object.assign({}, ...items.map((item) => item.defaultRequest));
  const limits: ResourceList = Object.assign({}, ...items.map((item) => item.default));
  const told: string[] = [];
  const filled = (what: string) => (container: Container) => {
    const missing = (wanted: ResourceList, has: ResourceList = {}): string[] =>
      Object.keys(wanted)
        .filter((name) => has[name] === undefined)
        .toSorted();
    const [newRequests, newLimits] = [
      missing(requests, container.resources?.requests),
      missing(limits, container.resources?.limits),
    ];
    if (newRequests.length > 0) told.push(`${newRequests.join(', ')} request for ${what} ${container.name}`);
    if (newLimits.length > 0) told.push(`${newLimits.join(', ')} limit for ${what} ${container.name}`);
    return withResources(container, requests, limits);
  };
  const spec = pod.spec!;
  const containers = spec.containers.map(filled('container'));
  const initContainers = spec.initContainers?.map(filled('init container'));
  if (told.length === 0) return pod;
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: {
        ...pod.metadata?.annotations,
        [annotation]: `LimitRanger plugin set: ${told.join('; ')}`,
      },
    },
    spec: { ...spec, containers, ...(initContainers === undefined ? {} : { initContainers }) },
  };
}

function withResources(container: Container, requests: ResourceList, limits: ResourceList): Container {
  const { resources } = container;
  return {
    ...container,
    resources: {
      ...resources,
      limits: { ...limits, ...resources?.limits },
      requests: { ...requests, ...resources?.requests },
    },
  };
}

/** @throws StatusError Forbidden when a pod or claim is outside the bounds of a LimitRange. */
export function checkLimits(kind: ResourceKind, object: KubeObject, ranges: readonly LimitRange[]): void {
  for (const range of ranges) {
    const items = range.spec?.limits ?? [];
    const broken = items.flatMap((item) =>
      kind.id === 'pods' ? brokenByPod(item, object as Pod) : brokenByClaim(item, object),
    );
    const texts = [...new Set(broken)];
    if (texts.length === 0) continue;
    throw forbidden(kind, nameOf(object), texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`);
  }
}

function brokenByPod(item: LimitRangeItem, pod: Pod): string[] {
  if (item.type === 'Container') {
    const containers = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
    return containers.flatMap(({ resources }) =>
      broken(item, resources?.requests ?? {}, resources?.limits ?? {}),
    );
  }
  if (item.type !== 'Pod') return [];
  return broken(item, podAmounts(pod, 'requests', false), podAmounts(pod, 'limits', false));
}

function brokenByClaim(item: LimitRangeItem, claim: PersistentVolumeClaim): string[] {
  if (item.type !== 'PersistentVolumeClaim') return [];
  const requests = claim.spec?.resources?.requests ?? {};
  return [
    ...each(item.min, (bound) => belowLeast(bound, item.type, requests, {})),
    ...each(item.max, (bound) => requestAboveMost(bound, item.type, requests)),
  ];
}

function broken(
  { type, min, max, maxLimitRequestRatio }: LimitRangeItem,
  requests: ResourceList,
  limits: ResourceList,
): string[] {
  return [
    ...each(min, (bound) => belowLeast(bound, type, requests, limits)),
    ...each(max, (bound) => aboveMost(bound, type, requests, limits)),
    ...each(maxLimitRequestRatio, (bound) => ratioAbove(bound, type, requests, limits)),
  ];
}

/** A resource and the bound that a LimitRange sets for it. */
interface Bound {
  readonly name: string;
  readonly text: string;
}

function each(bounds: ResourceList | undefined, check: (bound: Bound) => string | undefined): string[] {
  return Object.entries(bounds ?? {})
    .map(([name, text]) => check({ name, text: formatQuantity(parseQuantity(text)) }))
    .filter((text) => text !== undefined);
}

function belowLeast(
  { name, text }: Bound,
  type: string,
  requests: ResourceList,
  limits: ResourceList,
): string | undefined {
  const [request, limit] = [requests[name], limits[name]];
  const least = `minimum ${name} usage per ${type} is ${text}`;
  if (request === undefined) return `${least}.  No request is specified`;
  if (compareAmounts(request, text) < 0) return `${least}, but request is ${shown(request)}`;
  if (limit !== undefined && compareAmounts(limit, text) < 0) return `${least}, but limit is ${shown(limit)}`;
  return undefined;
}

function aboveMost(
  bound: Bound,
  type: string,
  requests: ResourceList,
  limits: ResourceList,
): string | undefined {
  const limit = limits[bound.name];
  const most = `maximum ${bound.name} usage per ${type} is ${bound.text}`;
  if (limit === undefined) return `${most}.  No limit is specified`;
  if (compareAmounts(limit, bound.text) > 0) return `${most}, but limit is ${shown(limit)}`;
  return requests[bound.name] === undefined ? undefined : requestAboveMost(bound, type, requests);
}

function requestAboveMost({ name, text }: Bound, type: string, requests: ResourceList): string | undefined {
  const request = requests[name];
  const most = `maximum ${name} usage per ${type} is ${text}`;
  if (request === undefined) return `${most}.  No request is specified`;
  return compareAmounts(request, text) > 0 ? `${most}, but request is ${shown(request)}` : undefined;
}

function ratioAbove(
  { name, text }: Bound,
  type: string,
  requests: ResourceList,
  limits: ResourceList,
): string | undefined {
  const most = `${name} max limit to request ratio per ${type} is ${text}`;
  const [request, limit] = [requests[name], limits[name]].map((amount) => milliOf(amount ?? '0')) as [
    number,
    number,
  ];
  if (request === 0) return `${most}, but no request is specified or request is 0`;
  if (limit === 0) return `${most}, but no limit is specified or limit is 0`;
  const ratio = limit / request;
  return ratio * 1000 > milliOf(text) ? `${most}, but provided ratio is ${ratio.toFixed(6)}` : undefined;
}

/** In thousandths, as finer differences don't count. */
function compareAmounts(left: string, right: string): number {
  return milliOf(left) - milliOf(right);
}

function milliOf(text: string): number {
  return Number(scaledValue({ ...parseQuantity(text), compact: false }, -3));
}

function shown(text: string): string {
  return formatQuantity(parseQuantity(text));
}
