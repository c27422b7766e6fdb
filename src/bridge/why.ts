import { changeKey, type Change, type Cluster, type Event } from '../engine/index.ts';
import { actedOn, isEvicted, ownReason } from './acted-on.ts';
import type { WhyStep } from './protocol.ts';
import { whatChanged } from './what-changed.ts';

/** Chains are short in life; a longer one is cut here rather than followed for ever. */
const maxSteps = 100;

/** From a change back to the command or the moment that began it, latest first (invariant 5). */
export function whyChain(cluster: Cluster, revision: number): WhyStep[] {
  const steps: WhyStep[] = [];
  let change = cluster.history.atRevision(revision);
  while (change !== undefined && steps.length < maxSteps) {
    steps.push(stepOf(change));
    const { cause } = change;
    const since = isEvicted(change) ? undefined : cause.kind === 'time' ? cause.since : cause;
    if (since?.kind === 'command') steps.push(commandStep(cluster, since.index));
    if (since === undefined) change = actedOn(cluster, change);
    else if (since.kind !== 'revision' || since.revision >= change.revision) break;
    else {
      const armed = cluster.history.atRevision(since.revision);
      change = ownReason(cluster, change, armed) ?? armed;
    }
  }
  return steps;
}

function stepOf(change: Change): WhyStep {
  const { revision, timeMs, author, cause, type, previous, next, resource } = change;
  if (resource === 'events') {
    const { reason = '' } = (next ?? previous) as Event;
    return { revision, timeMs, author, key: changeKey(change), type, what: reason, cause };
  }
  const what = previous === undefined || next === undefined ? '' : whatChanged(previous, next);
  return { revision, timeMs, author, key: changeKey(change), type, what, cause };
}

function commandStep(cluster: Cluster, index: number): WhyStep {
  const command = cluster.commands[index];
  const { method = 'POST', path = '', user = 'user' } = command?.request ?? {};
  return {
    timeMs: command?.timeMs ?? 0,
    author: user,
    key: path,
    type: 'COMMAND',
    what: method,
    cause: { kind: 'command', index },
  };
}

/**
 * Why an object is as it is, or why a field of it has its value (`status.conditions[Ready].status`): the chain of
 * the change that wrote it last. `endPosition` ends what of the history counts; empty when there is no such object.
 */
export function whyOf(
  cluster: Cluster,
  key: string,
  field?: string,
  endPosition = cluster.history.changes.length,
): WhyStep[] {
  const { changes } = cluster.history;
  for (let index = Math.min(endPosition, changes.length) - 1; index >= 0; index--) {
    const change = changes[index]!;
    if (changeKey(change) !== key) continue;
    if (field === undefined || hasWritten(change, field)) return whyChain(cluster, change.revision);
  }
  return [];
}

function hasWritten({ previous, next }: Change, field: string): boolean {
  return JSON.stringify(valueAt(previous, field)) !== JSON.stringify(valueAt(next, field));
}

/** `[Ready]` is the item of that type, name or key; `[0]` the first. */
function valueAt(object: unknown, field: string): unknown {
  const steps = field.match(/[^.[\]]+(?![^[]*\])|\[[^\]]*\]/g) ?? [];
  return steps.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null) return undefined;
    if (!step.startsWith('[')) return (value as Record<string, unknown>)[step];
    const name = step.slice(1, -1);
    if (!Array.isArray(value)) return (value as Record<string, unknown>)[name];
    return value.find((item, index) => isNamed(item, name) || String(index) === name);
  }, object);
}

function isNamed(item: unknown, name: string): boolean {
  if (typeof item !== 'object' || item === null) return String(item) === name;
  const { type, name: itsName, key } = item as Record<string, unknown>;
  return [type, itsName, key].includes(name);
}
