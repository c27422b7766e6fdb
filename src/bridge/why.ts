import { changeKey, type Change, type Cluster } from '../engine/index.ts';
import { actedOn } from './acted-on.ts';
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
    const since = cause.kind === 'time' ? cause.since : cause;
    if (since?.kind === 'command') steps.push(commandStep(cluster, since.index));
    if (since === undefined) change = actedOn(cluster, change);
    else if (since.kind !== 'revision' || since.revision >= change.revision) break;
    else change = cluster.history.atRevision(since.revision);
  }
  return steps;
}

function stepOf(change: Change): WhyStep {
  const { revision, timeMs, author, cause, type, previous, next } = change;
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
