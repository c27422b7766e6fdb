import type { KubeObject } from '../../bridge/protocol.ts';
import type { EndpointSlice } from '../../engine/api/generated/types.ts';
import type { InspectedObject } from './kind-of-key.ts';

/** What a sentence about a kind may look up beside the object itself. */
export interface KindLookup {
  readonly get: (key: string) => KubeObject | undefined;
  readonly list: (resource: string) => readonly KubeObject[];
  /** Of a Service: its own; of a pod: those in which it stands. */
  readonly endpointSlices: readonly EndpointSlice[];
}

/** One kind's sentence; undefined when there is nothing to say of it. */
export type KindSentence = (about: InspectedObject, lookup: KindLookup) => string | undefined;
export type KindSentences = Readonly<Record<string, KindSentence>>;
