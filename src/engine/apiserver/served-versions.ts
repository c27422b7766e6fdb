/**
 * Requests that name another version than the one that objects are stored in: what they bring is converted on its
 * way in, what they get on its way out. `pkg/apis/autoscaling/v1/conversion.go`, `pkg/apis/events/v1/conversion.go`
 */
import type {
  HorizontalPodAutoscalerSpec,
  HorizontalPodAutoscalerStatus,
  MetricSpec,
  MetricStatus,
  V1HorizontalPodAutoscalerSpec,
  V1HorizontalPodAutoscalerStatus,
} from '../api/generated/types.ts';
import { apiVersionOf, type ResourceKind } from '../api/kinds.ts';
import type { AnyObject } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import type { Store } from '../api/store.ts';
import { patched } from './patching.ts';
import { decodeBody } from './request-body.ts';
import type { ResourcePath } from './routes.ts';

/**
 * Answers a request that names another version as if it named the stored one. A patch is of the object as the
 * request's version shows it; then it is a replacement.
 */
export function inServedVersion(
  served: ResourceKind,
  request: ApiRequest,
  path: ResourcePath,
  store: Store,
  answer: (request: ApiRequest) => ApiResponse,
): ApiResponse {
  const converted = withStoredBody(request, { ...path, kind: served }, path.kind, store);
  const response = answer(converted);
  return { ...response, body: bodyToServed(served, response.body) };
}

function withStoredBody(
  request: ApiRequest,
  path: ResourcePath,
  stored: ResourceKind,
  store: Store,
): ApiRequest {
  const { kind: served, namespace, name, subresource } = path;
  const bringsObject = subresource === '' || subresource === 'status';
  const { method, body, contentType = '' } = request;
  if (!bringsObject || method === 'GET' || method === 'DELETE') return request;
  const convert = (object: AnyObject): ApiRequest => ({
    ...request,
    method: method === 'PATCH' ? 'PUT' : method,
    body: toStored(served, stored, object),
  });
  if (method !== 'PATCH') return convert(decodeBody(request, path).object as AnyObject);
  const current = store.get(stored.id, namespace, name) as AnyObject | undefined;
  if (contentType.startsWith('application/apply-patch')) {
    return { ...request, body: toStored(served, stored, body as AnyObject) };
  }
  return current === undefined
    ? request
    : convert(patched(served, toServed(served, current), contentType || undefined, body));
}

interface Conversion {
  toStored(object: AnyObject): AnyObject;
  toServed(object: AnyObject): AnyObject;
}

/** The object in the version that it is stored in. */
function toStored(served: ResourceKind, stored: ResourceKind, object: AnyObject): AnyObject {
  const converted = conversions[`${apiVersionOf(served)}/${served.kind}`]?.toStored(object) ?? object;
  return { ...converted, apiVersion: apiVersionOf(stored) };
}

/** The object in the version that a request named. */
export function toServed(served: ResourceKind, object: AnyObject): AnyObject {
  const converted = conversions[`${apiVersionOf(served)}/${served.kind}`]?.toServed(object) ?? object;
  return { ...converted, apiVersion: apiVersionOf(served) };
}

/** An answer's body: an object of the kind, a list of them, or something else that stays as it is. */
function bodyToServed(served: ResourceKind, body: unknown): unknown {
  const object = body as AnyObject | null;
  if (object?.kind === served.kind) return toServed(served, object);
  if (object?.kind !== `${served.kind}List`) return body;
  const items = (object['items'] as readonly AnyObject[]).map((item) => toServed(served, item));
  return { ...object, apiVersion: apiVersionOf(served), items };
}

/** Fields of a core Event and of an `events.k8s.io` one that say the same. */
const eventFields: readonly (readonly [core: string, events: string])[] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
];

function renamed(object: AnyObject, names: ReadonlyMap<string, string>): AnyObject {
  return Object.fromEntries(
    Object.entries(object).map(([field, value]) => [names.get(field) ?? field, value]),
  );
}

const toCoreNames = new Map(eventFields.map(([core, events]) => [events, core]));
const toEventsNames = new Map(eventFields);

const metricsAnnotation = 'autoscaling.alpha.kubernetes.io/metrics';
const behaviorAnnotation = 'autoscaling.alpha.kubernetes.io/behavior';

const conversions: Readonly<Record<string, Conversion>> = {
  'events.k8s.io/v1/Event': {
    toStored: (event) => ({ involvedObject: {}, ...renamed(event, toCoreNames) }),
    toServed: (event) => renamed(event, toEventsNames),
  },
  'autoscaling/v1/HorizontalPodAutoscaler': { toStored: autoscalerToV2, toServed: autoscalerToV1 },
};

/** What version 1 has no field for stands in annotations. */
function autoscalerToV1(object: AnyObject): AnyObject {
  const { metrics = [], behavior, ...spec } = (object['spec'] ?? {}) as HorizontalPodAutoscalerSpec;
  const cpu = metrics.find(isCpuUtilization);
  const others = metrics.filter((metric) => metric !== cpu);
  const target = cpu?.resource?.target.averageUtilization;
  const kept = {
    ...(others.length > 0 ? { [metricsAnnotation]: JSON.stringify(others) } : {}),
    ...(behavior === undefined ? {} : { [behaviorAnnotation]: JSON.stringify(behavior) }),
  };
  const annotations = { ...object.metadata?.annotations, ...kept };
  const metadata = { ...object.metadata, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) };
  return {
    ...object,
    metadata,
    spec: { ...spec, ...(target === undefined ? {} : { targetCPUUtilizationPercentage: target }) },
    status: statusToV1((object['status'] ?? {}) as HorizontalPodAutoscalerStatus),
  };
}

function statusToV1(status: HorizontalPodAutoscalerStatus): V1HorizontalPodAutoscalerStatus {
  const { currentMetrics, conditions: _conditions, ...counts } = status;
  const current = currentMetrics?.find(isCpuUtilization)?.resource?.current.averageUtilization;
  return {
    ...counts,
    currentReplicas: status.currentReplicas ?? 0,
    ...(current === undefined ? {} : { currentCPUUtilizationPercentage: current }),
  };
}

function isCpuUtilization({ type, resource }: MetricSpec | MetricStatus): boolean {
  if (type !== 'Resource' || resource?.name !== 'cpu') return false;
  const told = 'target' in resource ? resource.target : resource.current;
  return told.averageUtilization !== undefined;
}

function autoscalerToV2(object: AnyObject): AnyObject {
  const { targetCPUUtilizationPercentage: target, ...spec } = (object['spec'] ??
    {}) as V1HorizontalPodAutoscalerSpec;
  const {
    [metricsAnnotation]: others,
    [behaviorAnnotation]: behavior,
    ...annotations
  } = object.metadata?.annotations ?? {};
  const cpu = { name: 'cpu', target: { type: 'Utilization', averageUtilization: target } };
  const metrics = [
    ...readAnnotation<MetricSpec[]>(others, []),
    ...(target === undefined ? [] : [{ type: 'Resource', resource: cpu }]),
  ];
  const { annotations: _before, ...metadata } = object.metadata ?? {};
  return {
    ...object,
    metadata: { ...metadata, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) },
    spec: {
      ...spec,
      ...(metrics.length > 0 ? { metrics } : {}),
      ...(behavior === undefined ? {} : { behavior: readAnnotation(behavior, {}) }),
    },
  };
}

function readAnnotation<Value>(text: string | undefined, otherwise: Value): Value {
  if (text === undefined) return otherwise;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return otherwise;
  }
}
