/** The one door of the engine. */
export type { Cause } from './kernel/index.ts';
export type { KubeObject, ObjectMeta, OwnerReference } from './api/object.ts';
export type { ApiRequest, ApiResponse, Command } from './api/request.ts';
export type { Fault, FaultSpec, Machine, MachineSpec } from './api/podarium.ts';
