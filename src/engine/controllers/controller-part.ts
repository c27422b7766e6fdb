/**
 * Runs a controller as a part of the cluster: a queue of keys without duplicates, back-off for keys that fail,
 * and one look at a time. `client-go/util/workqueue`
 */
import type { Controller, Memory, Part, PartContext, Write } from '../api/part.ts';
import { StatusError } from '../api/status-error.ts';
import type { Change } from '../api/store.ts';
import type { Json } from '../kernel/index.ts';

const defaultLatencyMs = 2;
const firstBackOffMs = 5;
const maxBackOffMs = 1_000_000;

/** A look that is to come, and when. */
interface Planned {
  readonly handle: number;
  readonly atMs: number;
}

/** Everything the runner keeps: keys that wait, keys to look at again, failures in a row, the controller's memory. */
interface RunnerState {
  queued: Record<string, Planned>;
  delayed: Record<string, Planned>;
  failures: Record<string, number>;
  memory: Memory;
}

export function createControllerPart(controller: Controller): Part {
  let state: RunnerState = { queued: {}, delayed: {}, failures: {}, memory: {} };

  /** One look answers all changes before it; a change that is more urgent brings it forward. */
  function enqueue(key: string, latencyMs: number, context: PartContext): void {
    const atMs = context.view.nowMs + latencyMs;
    const standing = state.queued[key];
    if (standing !== undefined) {
      if (standing.atMs <= atMs) return;
      context.cancel(standing.handle);
    }
    state.queued[key] = { handle: context.schedule('', latencyMs, key), atMs };
  }

  function lookAgain(key: string, timer: string, afterMs: number, context: PartContext): void {
    const atMs = context.view.nowMs + afterMs;
    const standing = state.delayed[key];
    if (standing !== undefined) {
      if (timer === 'retry' && standing.atMs <= atMs) return;
      context.cancel(standing.handle);
    }
    state.delayed[key] = { handle: context.schedule(timer, afterMs, key), atMs };
  }

  function look(key: string, context: PartContext): void {
    const result = controller.reconcile(key, context.view, state.memory);
    const refusal = performAll(result.writes, controller.name, context);
    if (refusal === undefined) delete state.failures[key];
    else retry(key, refusal, context);
    if (result.requeueAfterMs !== undefined) lookAgain(key, 'requeue', result.requeueAfterMs, context);
  }

  function retry(key: string, refusal: Refusal, context: PartContext): void {
    const answer = controller.refused?.(key, refusal.write, refusal.error.status, context.view) ?? [];
    performAll(answer, controller.name, context);
    const failures = state.failures[key] ?? 0;
    state.failures[key] = failures + 1;
    lookAgain(key, 'retry', Math.min(firstBackOffMs * 2 ** failures, maxBackOffMs), context);
  }

  function resync(context: PartContext): void {
    for (const key of controller.resync?.keys(context.view) ?? []) enqueue(key, defaultLatencyMs, context);
    if (controller.resync !== undefined) context.schedule('resync', controller.resync.everyMs, null);
  }

  return {
    name: controller.name,
    watches: [...new Set(controller.watches.map((rule) => rule.resource))],
    start: resync,
    onChange(change: Change, context: PartContext) {
      for (const rule of controller.watches) {
        if (rule.resource !== change.resource) continue;
        for (const key of rule.keys(change, context.view))
          enqueue(key, rule.latencyMs?.(key, context.view) ?? defaultLatencyMs, context);
      }
    },
    onTimer(timer: string, payload: Json, context: PartContext) {
      if (timer === 'resync') return resync(context);
      const key = payload as string;
      if (timer === '') delete state.queued[key];
      else delete state.delayed[key];
      look(key, context);
    },
    snapshot: () => copyOf(state),
    restore(saved: Json) {
      state = copyOf(saved) as unknown as RunnerState;
    },
  };
}

interface Refusal {
  readonly write: Write;
  readonly error: StatusError;
}

/** The first refusal ends it and is returned. */
function performAll(writes: readonly Write[], author: string, context: PartContext): Refusal | undefined {
  for (const write of writes) {
    try {
      context.perform(write, author);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      return { write, error };
    }
  }
  return undefined;
}

function copyOf(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
