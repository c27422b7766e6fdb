/** Requests that random lives of more than one kind send. */
import type { ApiRequest, FaultSpec } from '../engine/index.ts';

export function mergePatch(path: string, body: object): ApiRequest {
  return { method: 'PATCH', path, contentType: 'application/merge-patch+json', body };
}

export function faultRequest(spec: FaultSpec): ApiRequest {
  return {
    method: 'POST',
    path: '/apis/podarium.dev/v1alpha1/faults',
    body: { apiVersion: 'podarium.dev/v1alpha1', kind: 'Fault', metadata: { generateName: 'f-' }, spec },
  };
}
