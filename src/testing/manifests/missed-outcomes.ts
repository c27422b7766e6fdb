/** Compares what a list of manifests promises with a cluster that has run. */
import { type KubeObject, resourceKinds } from '../../engine/index.ts';
import type { Expectation } from './manifest-index.ts';
import { missedParts } from './outcome-words.ts';
import type { PodRow, SeenCluster } from './seen-cluster.ts';

/** Nothing can be held against these. */
const saysNothing = /^(unknown|rejected\b)/;
/** It stands for all documents of its kind, and explains. */
const isAboutAll = (key: string): boolean => key.endsWith('/*');

/** Lines about everything that did not come true; `notYet` are kinds that nothing runs. */
export function missedOutcomes(
  { documents = {}, why = '' }: Expectation,
  seen: SeenCluster,
  notYet: Readonly<Record<string, string>>,
): readonly string[] {
  const lines = Object.entries(documents).flatMap(([key, detail]) => {
    const kind = key.slice(0, key.indexOf('/'));
    if (saysNothing.test(detail) || kind in notYet || isAboutAll(key)) return [];
    return missedOf(key, detail, seen);
  });
  const kinds = Object.keys(documents).map((key) => key.slice(0, key.indexOf('/')));
  return kinds.some((kind) => kind in notYet) ? lines : [...lines, ...missedEvents(why, seen)];
}

function missedOf(key: string, detail: string, seen: SeenCluster): readonly string[] {
  const { kind, namespace, name } = partsOfKey(key);
  const { id = '' } = resourceKinds.find((one) => one.kind === kind) ?? {};
  const object = seen.get(id, name, namespace);
  if (detail.endsWith('then deleted')) return object === undefined ? [] : [`${key} is still there`];
  if (object === undefined) return [`${key} is not there`];
  const pods = podsOf(kind, name, namespace, object, seen);
  const missed = missedParts(detail, { kind, name, object, pods, seen });
  return missed.length === 0
    ? []
    : [`${key}: not "${missed.join('" nor "')}" but ${shown(object, pods, seen)}`];
}

function partsOfKey(key: string): { kind: string; namespace: string; name: string } {
  const [kind = '', ...rest] = key.split('/');
  const [namespace = 'default', name = ''] = rest.length > 1 ? rest : ['default', rest[0]];
  return { kind, namespace, name };
}

function podsOf(
  kind: string,
  name: string,
  namespace: string,
  object: KubeObject,
  seen: SeenCluster,
): readonly PodRow[] {
  if (kind === 'Pod') return seen.pods.filter((pod) => pod.name === name && pod.namespace === namespace);
  return seen.podsOf(object.metadata?.uid ?? '');
}

/** For the reader of a failed test. */
function shown(object: KubeObject, pods: readonly PodRow[], seen: SeenCluster): string {
  const rows = pods.map(({ name, ready, status, restarts }) => `${name} ${ready} ${status} ${restarts}`);
  const { status } = object as { status?: unknown };
  const events = seen.eventsOf(object.metadata?.name ?? '').slice(-4);
  return [...(rows.length === 0 ? [JSON.stringify(status)] : rows), ...events].join(' | ');
}

/** Reasons that the list gives in the words of an Event, or of a part of one. */
const eventOf: readonly (readonly [RegExp, string])[] = [
  [/^(0\/\d+ nodes are available: .*)$/, 'FailedScheduling'],
  [/^FailedMount: (.*)$/, 'FailedMount'],
  [/^(Error: .*)$/, 'Failed'],
];

function missedEvents(why: string, seen: SeenCluster): readonly string[] {
  const [text = ''] = why.split('; ');
  return eventOf.flatMap(([pattern, reason]) => {
    const wanted = pattern.exec(text)?.[1];
    if (wanted === undefined) return [];
    const events = seen.eventsOf('').filter((event) => event.startsWith(`${reason}: `));
    return events.some((event) => event.includes(wanted))
      ? []
      : [`no event "${wanted}" but ${events.join(' | ')}`];
  });
}
