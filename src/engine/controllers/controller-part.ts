/**
 * Runs a controller as a part of the cluster: a queue of keys without duplicates, back-off for keys that fail,
 * and one look at a time. `client-go/util/workqueue`
 */
import { builtInTable } from '../api/kinds.ts';
import {
  type Controller,
  customResources,
  type Memory,
  type Part,
  type PartContext,
  type Write,
} from '../api/part.ts';
import { StatusError } from '../api/status-error.ts';
import type { Change } from '../api/store.ts';
import type { Json } from '../kernel/index.ts';
import { runSlowStart } from './workload/slow-start.ts';

const defaultLatencyMs = 2;
const firstBackOffMs = 5;
const maxBackOffMs = 1_000_000;
/** The first batch of new pods: if it is refused, no more are tried in this look. */
const firstBatchSize = 1;

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
    const refusals = performAll(result.writes, controller.name, context);
    if (refusals.length === 0) delete state.failures[key];
    else retry(key, refusals, context);
    if (result.requeueAfterMs !== undefined) lookAgain(key, 'requeue', result.requeueAfterMs, context);
  }

  function retry(key: string, refusals: readonly Refusal[], context: PartContext): void {
    for (const { write, error } of refusals) {
      const answer = controller.refused?.(key, write, error.status, context.view) ?? [];
      performAll(answer, controller.name, context);
    }
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
      const isCustom = builtInTable.byId(change.resource) === undefined;
      for (const rule of controller.watches) {
        if (rule.resource !== (isCustom ? customResources : change.resource)) continue;
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

/** The first refusal ends it, or the first batch of new pods with refusals; they are returned. */
function performAll(writes: readonly Write[], author: string, context: PartContext): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const isDone = (write: Write): boolean => {
    const refusal = performOne(write, author, context);
    if (refusal !== undefined) refusals.push(refusal);
    return refusal === undefined;
  };
  let next = 0;
  while (next < writes.length && refusals.length === 0) {
    const first = next;
    const pods = newPodsFrom(writes, first);
    if (pods === 0) isDone(writes[next++]!);
    else next += runSlowStart(pods, firstBatchSize, (index) => isDone(writes[first + index]!)).calls;
  }
  return refusals;
}

/** How many writes from this one on create a pod each. */
function newPodsFrom(writes: readonly Write[], start: number): number {
  let end = start;
  while (writes[end]?.verb === 'create' && (writes[end] as { resource: string }).resource === 'pods') end++;
  return end - start;
}

function performOne(write: Write, author: string, context: PartContext): Refusal | undefined {
  try {
    context.perform(write, author);
    return undefined;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return { write, error };
  }
}

function copyOf(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
