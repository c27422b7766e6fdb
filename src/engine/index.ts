/** The one door of the engine. */
export { type Checkpoint, Cluster, type ClusterOptions, createCluster } from './cluster.ts';
export { controllerOf } from './api/object.ts';
export { changeKey, type Difference, History, isHeartbeat } from './api/history.ts';
export { type ClusterSettings, defaultSettings } from './api/settings.ts';
export { findKind, findResource, type ResourceKind, resourceById, resourceKinds } from './api/kinds.ts';
export { formatTimestamp, parseTimestamp } from './api/time.ts';
export { pathOf } from './api/paths.ts';
export { bytesOfText, textOfBytes } from './api/stream-bytes.ts';
export { hashJson } from './kernel/index.ts';
export type { AnyObject, KubeObject, ObjectMeta, OwnerReference } from './api/object.ts';
export type { ApiRequest, ApiResponse, Command } from './api/request.ts';
export type { Cause, Json, QueuedEvent } from './kernel/index.ts';
export type { Change } from './api/store.ts';
export type { OpenWatch, WatchEvent } from './api/watch.ts';
export type { Fault, FaultSpec, Machine, MachineSpec } from './api/podarium.ts';
export type { Status } from './api/status-error.ts';
export type { LogStream, PortRequest, PortResponse, SessionOutput } from './api/streams.ts';
export type * from './api/generated/types.ts';
