/**
 * What will happen if nobody does anything, read from the objects alone: ends of back-offs, grace periods and
 * tolerations, and planned faults. So it holds for any moment, and for a real cluster as well.
 */
import { isNodeLost, podAppearance } from '../../bridge/appearance.ts';
import type { Node, Pod, Taint } from '../../engine/api/generated/types.ts';
import type { Fault } from '../../engine/index.ts';
import { t } from './messages.en.ts';

export interface Expected {
  readonly lane: string;
  readonly timeMs: number;
  readonly label: string;
}

/** What is expected of each lane, the nearest first; `startedEpochMs` is moment 0 in milliseconds since 1970. */
export function expectedByLane(
  pods: readonly Pod[],
  nodes: readonly Node[],
  startedEpochMs: number,
): ReadonlyMap<string, readonly Expected[]> {
  const byLane = new Map<string, Expected[]>();
  const expect: Expect = (lane, epochMs, label) => {
    const expected = { lane, timeMs: epochMs - startedEpochMs, label };
    byLane.set(
      lane,
      [...(byLane.get(lane) ?? []), expected].toSorted((a, b) => a.timeMs - b.timeMs),
    );
  };
  // What happens on a machine that nobody hears is not expected, but unknown.
  const lost = new Set(nodes.filter(isNodeLost).map(({ metadata }) => metadata?.name));
  for (const pod of pods) if (!lost.has(pod.spec?.nodeName)) expectOfPod(pod, expect);
  for (const node of nodes) expectOfNode(node, pods, expect);
  return byLane;
}

export interface TimedFault {
  readonly name: string;
  readonly timeMs: number;
  readonly label: string;
  readonly type: string;
  readonly hasStruck: boolean;
  readonly hasEnded: boolean;
}

/** Faults that were given a time, for the lane of commands and faults: to come, or struck by then. */
export function timedFaults(faults: readonly Fault[], startedEpochMs: number): TimedFault[] {
  return faults.flatMap(({ metadata, spec, status }) => {
    if (spec?.startTime === undefined) return [];
    const timeMs = Date.parse(spec.startTime) - startedEpochMs;
    const hasStruck = status?.phase === 'Active' || status?.phase === 'Ended';
    const label = hasStruck ? spec.type : t('expect.fault', { type: spec.type });
    const hasEnded = status?.phase === 'Ended';
    return [{ name: metadata?.name ?? '', timeMs, label, type: spec.type, hasStruck, hasEnded }];
  });
}

type Expect = (lane: string, epochMs: number, label: string) => void;

function expectOfPod(pod: Pod, expect: Expect): void {
  const lane = laneOfPod(pod);
  const { graceEndEpochMs, backOff } = podAppearance(pod);
  if (graceEndEpochMs !== undefined) expect(lane, graceEndEpochMs, t('expect.killed'));
  else if (backOff !== undefined)
    expect(lane, backOff.sinceEpochMs + backOff.seconds * 1000, t('expect.starts'));
}

/** A NoExecute taint evicts each pod when the shortest toleration of it that the pod has is over. */
function expectOfNode(node: Node, pods: readonly Pod[], expect: Expect): void {
  const taints = (node.spec?.taints ?? []).filter(
    ({ effect, timeAdded }) => effect === 'NoExecute' && timeAdded !== undefined,
  );
  if (taints.length === 0) return;
  const evictions = new Map<number, number>();
  for (const pod of pods) {
    if (pod.spec?.nodeName !== node.metadata?.name) continue;
    const epochMs = pod.metadata?.deletionTimestamp === undefined ? evictionOf(pod, taints) : undefined;
    if (epochMs === undefined) continue;
    expect(laneOfPod(pod), epochMs, t('expect.evicted'));
    evictions.set(epochMs, (evictions.get(epochMs) ?? 0) + 1);
  }
  for (const [epochMs, n] of evictions)
    expect(`nodes//${node.metadata?.name ?? ''}`, epochMs, t('expect.evicts', { n }));
}

function evictionOf(pod: Pod, taints: readonly Taint[]): number | undefined {
  const ends = taints.flatMap((taint) => {
    const seconds = (pod.spec?.tolerations ?? [])
      .filter(
        ({ key, effect }) =>
          (key === undefined || key === taint.key) && (effect === undefined || effect === taint.effect),
      )
      .map(({ tolerationSeconds }) => tolerationSeconds ?? Number.POSITIVE_INFINITY);
    const shortest = Math.min(...seconds);
    return Number.isFinite(shortest) ? [Date.parse(taint.timeAdded ?? '') + shortest * 1000] : [];
  });
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function laneOfPod({ metadata }: Pod): string {
  return `pods/${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}
