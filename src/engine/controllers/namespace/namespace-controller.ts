import type { Namespace } from '../../api/generated/types.ts';
import { nameOf } from '../../api/object.ts';
import type { Controller, Memory, ReconcileResult, View, Write } from '../../api/part.ts';
import type { Json } from '../../kernel/index.ts';
import { deletionConditions } from './namespace-conditions.ts';
import { type Content, contentOf, estimateSeconds, planDeletions } from './namespace-content.ts';

/** How long after any change of a namespace that is being deleted its content is looked at. */
const deletionGraceMs = 5000;
/** Between deleting content and seeing what is left of it. */
const recountMs = 10;

/** When a namespace is looked at next, and which version of it was seen last. */
interface Pending {
  readonly version: string;
  /** Simulated ms. */
  readonly dueMs: number;
}

/**
 * Empties a namespace that is being deleted, then takes its finalizer away.
 * `pkg/controller/namespace/namespace_controller.go`
 */
export const namespaceController: Controller = {
  name: 'namespace-controller',
  watches: [
    {
      resource: 'namespaces',
      keys: ({ next }) => (next?.metadata?.deletionTimestamp === undefined ? [] : [nameOf(next)]),
    },
  ],
  reconcile(key, view, memory): ReconcileResult {
    const namespace = view.get<Namespace>('namespaces', '', key);
    if (namespace?.metadata?.deletionTimestamp === undefined) {
      delete memory[key];
      return { writes: [] };
    }
    const leftMs = waitFor(namespace, view, memory);
    return leftMs > 0 ? { writes: [], requeueAfterMs: leftMs } : emptyNamespace(namespace, view, memory);
  },
};

/** A version not seen before is looked at after the grace, unless a look is due sooner anyway. */
function waitFor(namespace: Namespace, view: View, memory: Memory): number {
  const name = nameOf(namespace);
  const pending = memory[name] as unknown as Pending | undefined;
  const version = namespace.metadata?.resourceVersion ?? '';
  if (pending?.version === version) return pending.dueMs - view.nowMs;
  const soonestMs = view.nowMs + deletionGraceMs;
  const isPlanned = pending !== undefined && pending.dueMs > view.nowMs;
  const dueMs = isPlanned ? Math.min(pending.dueMs, soonestMs) : soonestMs;
  memory[name] = { version, dueMs } satisfies Pending;
  return dueMs - view.nowMs;
}

function emptyNamespace(namespace: Namespace, view: View, memory: Memory): ReconcileResult {
  const content = contentOf(nameOf(namespace), view);
  const deletions = planDeletions(nameOf(namespace), content);
  if (deletions.length > 0)
    return { writes: deletions, requeueAfterMs: lookIn(recountMs, namespace, view, memory) };
  const told = tellRemaining(namespace, content, view);
  if (content.length === 0) return { writes: [...told, ...finalize(namespace)] };
  const waitMs = (Math.trunc(estimateSeconds(content) / 2) + 1) * 1000;
  return { writes: told, requeueAfterMs: lookIn(waitMs, namespace, view, memory) };
}

function lookIn(delayMs: number, namespace: Namespace, view: View, memory: Memory): number {
  const version = namespace.metadata?.resourceVersion ?? '';
  memory[nameOf(namespace)] = { version, dueMs: view.nowMs + delayMs } satisfies Pending;
  return delayMs;
}

function tellRemaining(namespace: Namespace, content: readonly Content[], view: View): Write[] {
  const conditions = deletionConditions(namespace.status?.conditions ?? [], content, view.nowTimestamp);
  if (conditions === undefined) return [];
  const patch = { status: { phase: 'Terminating', conditions: conditions as unknown as Json } };
  return [
    {
      verb: 'patch',
      resource: 'namespaces',
      namespace: '',
      name: nameOf(namespace),
      patch,
      subresource: 'status',
    },
  ];
}

function finalize(namespace: Namespace): Write[] {
  const finalizers = (namespace.spec?.finalizers ?? []).filter((finalizer) => finalizer !== 'kubernetes');
  const patch = { spec: { finalizers } };
  return [
    {
      verb: 'patch',
      resource: 'namespaces',
      namespace: '',
      name: nameOf(namespace),
      patch,
      subresource: 'finalize',
    },
  ];
}
