import type { ApiRequest } from '../bridge/protocol.ts';
import type { Fault, FaultSpec } from '../engine/api/podarium.ts';

/** A Fault as it is applied; the API server completes its name. */
export function faultObject(spec: FaultSpec): Fault {
  return {
    apiVersion: 'podarium.dev/v1alpha1',
    kind: 'Fault',
    metadata: { generateName: 'fault-' },
    spec,
  };
}

export function faultRequest(spec: FaultSpec): ApiRequest {
  return { method: 'POST', path: '/apis/podarium.dev/v1alpha1/faults', body: faultObject(spec) };
}
