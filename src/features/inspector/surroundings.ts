import type { EndpointSlice, Event, Node } from '../../engine/api/generated/types.ts';

/** What a sentence needs beside the object itself. */
export interface Surroundings {
  readonly nowEpochMs: number;
  readonly node: Node | undefined;
  /** Of a Service: its own; of a pod: those in which it stands. */
  readonly endpointSlices: readonly EndpointSlice[];
  /** About the object, the latest first. */
  readonly events: readonly Event[];
}
