/** What the search knows of an object. */
import { isNodeLost, podAppearance } from '../../../bridge/appearance.ts';
import type { Node, Pod } from '../../../engine/api/generated/types.ts';
import { splitObjectKey } from '../../../model/mirror.ts';
import { kindOf } from '../../../model/relations/kinds.ts';
import type { Lookup } from '../../../model/relations/lookup.ts';
import type { SearchTarget } from './search-query.ts';

export function targetOf(key: string, lookup: Lookup): SearchTarget | undefined {
  const object = lookup.get(key);
  if (object === undefined) return undefined;
  const { resource, namespace, name } = splitObjectKey(key);
  return {
    name,
    namespace,
    kind: kindOf(resource),
    labels: object.metadata?.labels ?? {},
    node: resource === 'pods' ? ((object as Pod).spec?.nodeName ?? '') : '',
    states: statesOf(resource, object, lookup),
  };
}

function statesOf(resource: string, object: object, lookup: Lookup): readonly string[] {
  if (resource === 'pods') {
    const pod = object as Pod;
    const node = lookup.get(`nodes//${pod.spec?.nodeName ?? ''}`) as Node | undefined;
    const { state, word } = podAppearance(pod, isNodeLost(node));
    // What runs and isn't ready is not found by `state:ready`.
    return state === 'notReady' ? ['unready', word] : [state, word];
  }
  if (resource !== 'nodes') return [];
  const { status, spec } = object as Node;
  const isReady = status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
  return [isReady ? 'Ready' : 'lost', ...(spec?.unschedulable === true ? ['SchedulingDisabled'] : [])];
}
