/**
 * Kinds of which nothing is kept: what exists of them is worked out when it is asked for.
 * `pkg/registry/core/componentstatus/rest.go`, `kube-aggregator/pkg/apiserver/apiserver.go`
 */
import type { APIService, ComponentStatus } from '../api/generated/types.ts';
import { apiVersionOf, type KindTable, type ResourceKind } from '../api/kinds.ts';
import { type KubeObject, nameOf } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import type { Clock } from './clock.ts';
import { methodNotAllowed, notFound } from './errors.ts';
import { formWanted, presentList, presentObject } from './presenting.ts';
import type { ResourcePath } from './routes.ts';

/** @throws StatusError NotFound, MethodNotAllowed */
export function answerUnstored(
  request: ApiRequest,
  { kind, name }: ResourcePath,
  kinds: KindTable,
  clock: Clock,
): ApiResponse {
  if (request.method !== 'GET' || !kind.verbs.includes('list')) throw methodNotAllowed();
  const objects = objectsOf(kind, kinds, clock.toTimestamp(0));
  const form = formWanted(request);
  if (name === '') return { code: 200, body: presentList(form, kind, objects, {}, clock.epochMs) };
  const object = objects.find((each) => nameOf(each) === name);
  if (object === undefined) throw notFound(kind, name);
  return { code: 200, body: presentObject(form, kind, object, clock.epochMs) };
}

function objectsOf(kind: ResourceKind, kinds: KindTable, startedAt: string): KubeObject[] {
  const objects = makers[kind.id]?.(kinds, startedAt) ?? [];
  return objects.map((object) => ({ apiVersion: apiVersionOf(kind), kind: kind.kind, ...object }));
}

const makers: Readonly<Record<string, (kinds: KindTable, startedAt: string) => KubeObject[]>> = {
  componentstatuses: componentStatuses,
  'apiservices.apiregistration.k8s.io': apiServices,
};

function componentStatuses(): ComponentStatus[] {
  return ['scheduler', 'controller-manager', 'etcd-0'].map((name) => ({
    metadata: { name },
    conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
  }));
}

/** Every group and version that is served: all by the API server itself. */
function apiServices(kinds: KindTable, startedAt: string): APIService[] {
  const versions = new Map(kinds.served.map((kind) => [apiVersionOf(kind), kind]));
  const services = Array.from(versions.values(), ({ group, version, custom }): APIService => ({
    metadata: {
      name: `${version}.${group}`,
      creationTimestamp: startedAt,
      labels: { 'kube-aggregator.kubernetes.io/automanaged': custom === undefined ? 'onstart' : 'true' },
    },
    spec: {
      ...(group === '' ? {} : { group }),
      version,
      groupPriorityMinimum: group === '' ? 18_000 : custom === undefined ? 17_800 : 1000,
      versionPriority: custom === undefined ? 15 : 100,
    },
    status: {
      conditions: [
        {
          type: 'Available',
          status: 'True',
          reason: 'Local',
          message: 'Local APIServices are always available',
          lastTransitionTime: startedAt,
        },
      ],
    },
  }));
  return services.toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
}
