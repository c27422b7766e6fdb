/**
 * Subresources that change one part of a pod's spec: `ephemeralcontainers` and `resize`.
 * `pkg/registry/core/pod/strategy.go` podEphemeralContainersStrategy, podResizeStrategy
 */
import { applyDefaults } from '../api/defaults/index.ts';
import { semanticallyEqual } from '../api/equal.ts';
import type { Container, Pod, PodSpec } from '../api/generated/types.ts';
import { type AnyObject, type KubeObject, nameOf } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { type FieldError, invalidStatus } from '../api/validation/index.ts';
import { validateEphemeralContainers, validateResize } from '../api/validation/pod-subresources.ts';
import type { ObjectWriter, WriteOptions } from './object-writer.ts';
import type { ResourcePath } from './routes.ts';

interface Part {
  /** The pod as it is, with what the subresource lets through of the one that is wanted. */
  readonly take: (wanted: Pod, current: Pod) => Pod;
  readonly validate: (next: Pod, previous: Pod) => FieldError[];
}

const parts: Readonly<Record<string, Part>> = {
  ephemeralcontainers: {
    take: ({ spec }, current) => ({
      ...current,
      spec: { ...current.spec!, ephemeralContainers: spec?.ephemeralContainers ?? [] },
    }),
    validate: validateEphemeralContainers,
  },
  resize: {
    take: (wanted, current) => ({
      ...current,
      spec: {
        ...current.spec!,
        containers: resized(current.spec!.containers, wanted.spec?.containers),
        ...resizedSidecars(current.spec!, wanted.spec),
      },
    }),
    validate: validateResize,
  },
};

/** Init containers that run once have had their resources. */
function resizedSidecars({ initContainers }: PodSpec, wanted: PodSpec | undefined): Partial<PodSpec> {
  if (initContainers === undefined) return {};
  const sidecars = wanted?.initContainers?.filter(({ restartPolicy }) => restartPolicy === 'Always');
  return { initContainers: resized(initContainers, sidecars) };
}

function resized(current: readonly Container[], wanted: readonly Container[] = []): Container[] {
  return current.map((container) => {
    const found = wanted.find(({ name }) => name === container.name);
    const { resources, resizePolicy } = found ?? {};
    return {
      ...container,
      ...(resources === undefined ? {} : { resources }),
      ...(resizePolicy === undefined ? {} : { resizePolicy }),
    };
  });
}

/** GET, PUT and PATCH; `changed` is the pod that a PUT or PATCH wants. @throws StatusError Invalid, Conflict. */
export function answerPodPart(
  writer: ObjectWriter,
  request: ApiRequest,
  path: ResourcePath,
  current: KubeObject,
  changed: () => KubeObject,
  options: WriteOptions,
): ApiResponse {
  if (request.method === 'GET') return { code: 200, body: current };
  const part = parts[path.subresource]!;
  const wanted = changed() as Pod;
  const taken = part.take(wanted, current as Pod);
  const defaulted = applyDefaults(path.kind.id, taken as AnyObject) as Pod;
  const errors = part.validate(defaulted, current as Pod);
  if (errors.length > 0) throw invalidStatus(path.kind, nameOf(current), errors);
  return {
    code: 200,
    body: writer.replace(path.kind, withVersions(defaulted, wanted, current as Pod), options),
  };
}

/** It is checked against the version that the writer had seen, and counts as a new generation. */
function withVersions(next: Pod, wanted: Pod, current: Pod): Pod {
  const resourceVersion = wanted.metadata?.resourceVersion ?? current.metadata?.resourceVersion;
  const changed = !semanticallyEqual(next.spec, current.spec);
  const generation = (current.metadata?.generation ?? 0) + (changed ? 1 : 0);
  return {
    ...next,
    metadata: {
      ...current.metadata,
      generation,
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
    },
  };
}
