/** Which field of an object says the word by which its state goes: what one asks about who asks why it is so. */
import { podAppearance } from '../../bridge/appearance.ts';
import type { Node, Pod } from '../../engine/api/generated/types.ts';
import { conditionsOf } from './conditions-of.ts';
import type { InspectedObject } from './kind-of-key.ts';

export interface StateField {
  /** In Kubernetes' own words: `CrashLoopBackOff`, `NotReady`. */
  readonly word: string;
  /** As `whyOf` takes it. */
  readonly field: string;
  readonly isTrouble: boolean;
}

/** Undefined for what has no state of its own. `isLost`: its node does not answer. */
export function stateFieldOf(
  { resource, object }: Pick<InspectedObject, 'resource' | 'object'>,
  isLost: boolean,
): StateField | undefined {
  if (resource === 'pods') return ofPod(object as Pod, isLost);
  if (resource === 'nodes') return ofNode(object as Node);
  return ofConditions(object);
}

function ofPod(pod: Pod, isLost: boolean): StateField {
  const { state, word } = podAppearance(pod, isLost);
  const isTrouble = !['ready', 'succeeded', 'creating', 'init'].includes(state);
  return { word, isTrouble, field: fieldOfPod(pod, state) };
}

function fieldOfPod({ status, metadata }: Pod, state: string): string {
  if (metadata?.deletionTimestamp !== undefined) return 'metadata.deletionTimestamp';
  if (state === 'unscheduled') return 'status.conditions[PodScheduled].status';
  for (const list of ['initContainerStatuses', 'containerStatuses'] as const) {
    const waiting = status?.[list]?.find(
      (one) => one.state?.waiting?.reason !== undefined && one.restartCount > 0,
    );
    if (waiting !== undefined) return `status.${list}[${waiting.name}].state.waiting.reason`;
  }
  if (state === 'succeeded' || state === 'failed') return 'status.phase';
  return 'status.conditions[Ready].status';
}

function ofNode(node: Node): StateField | undefined {
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready === undefined) return undefined;
  const isReady = ready.status === 'True';
  return {
    word: isReady ? 'Ready' : 'NotReady',
    field: 'status.conditions[Ready].status',
    isTrouble: !isReady,
  };
}

/** Workloads and the like, by the condition that says most of them. */
function ofConditions(object: object): StateField | undefined {
  const conditions = conditionsOf(object);
  const failed = conditions.find(({ type, status }) => type === 'Failed' && status === 'True');
  const found =
    failed ?? conditions.find(({ type }) => type === 'Available' || type === 'Complete' || type === 'Ready');
  if (found === undefined) return undefined;
  const isGood = found.status === 'True' && found !== failed;
  const word = found.status === 'True' ? found.type : (found.reason ?? found.type);
  return { word, field: `status.conditions[${found.type}].status`, isTrouble: !isGood };
}
