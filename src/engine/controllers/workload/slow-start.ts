/**
 * How many calls a batch makes before its failures stop the rest: 1, 2, 4 ... at a time, so that a namespace
 * that refuses pods is not flooded. `pkg/controller/replicaset/replica_set.go` slowStartBatch
 */
export interface SlowStart {
  readonly successes: number;
  readonly calls: number;
  readonly failed: boolean;
}

/** Works off `count` calls in growing batches; `call` says whether the call of that index succeeds. */
export function runSlowStart(
  count: number,
  initialBatchSize: number,
  call: (index: number) => boolean,
): SlowStart {
  let calls = 0;
  let successes = 0;
  for (let size = Math.min(count, initialBatchSize); size > 0; size = Math.min(2 * size, count - calls)) {
    const end = calls + size;
    while (calls < end) if (call(calls++)) successes++;
    if (successes < calls) return { successes, calls, failed: true };
  }
  return { successes, calls, failed: false };
}
