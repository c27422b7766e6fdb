import type { Event, Node } from '../../engine/api/generated/types.ts';
import type { KindLookup } from './kind-lookup.ts';

/** What a sentence needs beside the object itself. */
export interface Surroundings extends KindLookup {
  readonly nowEpochMs: number;
  readonly node: Node | undefined;
  /** About the object, the latest first. */
  readonly events: readonly Event[];
}
