/** A watch as plain data that is asked for, not pushed: what a chunked HTTP answer carries, without HTTP. */

/** One line of a watch. A BOOKMARK's object has only a resourceVersion; an ERROR's is a Status, and the last. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  /** The object, or what the request's `accept` makes of it: a Table, a PartialObjectMetadata. */
  readonly object: unknown;
}

/** A watch keeps a position in a log that all watches share: it costs nothing while nobody takes from it. */
export interface OpenWatch {
  /** At most `max` events since the last time, oldest first. Take again after time has advanced or something was written. */
  take(max?: number): readonly WatchEvent[];
  /** True when no event will come any more: after an ERROR, at the end of `timeoutSeconds` of simulated time, closed. */
  readonly ended: boolean;
  close(): void;
}

/** A boolean of a query: anything but `false` and `0` is true; absent is false. */
export function isOn(text: string | undefined): boolean {
  return text !== undefined && !/^(false|0)$/i.test(text);
}
