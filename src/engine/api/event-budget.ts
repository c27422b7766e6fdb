/**
 * A component may say 25 things of one object at once and one more every five minutes; the rest is not told, but
 * counts when the same is told again.
 * `staging/src/k8s.io/client-go/tools/record/events_cache.go` EventSourceObjectSpamFilter, EventCorrelate
 */
export interface EventBudget {
  /** Events that may be told at `atMs`; parts of one count. */
  tokens: number;
  atMs: number;
  /** How often each thing was not told since it was told last. */
  missed?: Record<string, number>;
}

const burst = 25;
const msPerToken = 300_000;
/** After so long without an event it is as if there had been none. */
export const budgetLifeMs = burst * msPerToken;

export function newEventBudget(): EventBudget {
  return { tokens: burst, atMs: 0 };
}

/**
 * Takes leave to tell one more event: how often it happened since it was told last, or 0 when it is not to be told.
 * Events with the same `key` are told as one that counts.
 */
export function takeEvent(budget: EventBudget, key: string, nowMs: number): number {
  budget.tokens = Math.min(burst, budget.tokens + (nowMs - budget.atMs) / msPerToken);
  budget.atMs = nowMs;
  const times = (budget.missed?.[key] ?? 0) + 1;
  if (budget.tokens < 1) {
    budget.missed = { ...budget.missed, [key]: times };
    return 0;
  }
  budget.tokens -= 1;
  if (times > 1) forget(budget, key);
  return times;
}

function forget(budget: EventBudget, key: string): void {
  const { [key]: _told, ...others } = budget.missed ?? {};
  if (Object.keys(others).length > 0) budget.missed = others;
  else delete budget.missed;
}
