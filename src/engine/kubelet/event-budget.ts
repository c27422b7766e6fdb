/**
 * A component may say 25 things of one object at once and one more every five minutes; the rest is dropped.
 * `staging/src/k8s.io/client-go/tools/record/events_cache.go` EventSourceObjectSpamFilter
 */
export interface EventBudget {
  /** Events that may be told at `atMs`; parts of one count. */
  tokens: number;
  atMs: number;
}

const burst = 25;
const msPerToken = 300_000;

export function newEventBudget(): EventBudget {
  return { tokens: burst, atMs: 0 };
}

/** Takes leave to tell one more event; false when it has to be dropped. */
export function takeEvent(budget: EventBudget, nowMs: number): boolean {
  budget.tokens = Math.min(burst, budget.tokens + (nowMs - budget.atMs) / msPerToken);
  budget.atMs = nowMs;
  if (budget.tokens < 1) return false;
  budget.tokens -= 1;
  return true;
}
