/** Where the parts of a branch's figure go, in CSS pixels: the area above, below it a lane a pod, by version. */
import type { PodLife } from './lives.ts';

export interface LaneGroup {
  readonly version: string;
  readonly image: string;
  readonly isOld: boolean;
  readonly pods: readonly PodLife[];
  /** The top of its first lane. */
  readonly y: number;
}

export interface FigureLayout {
  readonly groups: readonly LaneGroup[];
  /** Pods beyond what fits. */
  readonly hidden: number;
  readonly height: number;
}

export const areaTop = 8;
export const areaHeight = 64;
export const lanePitch = 16;
export const barHeight = 9;
const groupGap = 4;
/** More lanes than this are a wall: the area above still counts all. */
const maxLanes = 24;

/** @param labelHeight the room that the name of a group needs above its lanes: 0 when it stands beside them */
export function layoutOf(
  pods: readonly PodLife[],
  fromMs: number,
  toMs: number,
  isOld: (pod: PodLife) => boolean,
  labelHeight = 0,
): FigureLayout {
  const seen = pods
    .filter(({ bornMs, goneMs }) => bornMs < toMs && (goneMs === null || goneMs > fromMs))
    .toSorted((left, right) => left.bornMs - right.bornMs);
  const shown = seen.slice(0, maxLanes);
  const byVersion = new Map<string, PodLife[]>();
  for (const pod of shown) byVersion.set(pod.version, [...(byVersion.get(pod.version) ?? []), pod]);
  const groups: LaneGroup[] = [];
  let y = areaTop + areaHeight + 8;
  for (const [version, members] of byVersion) {
    y += labelHeight;
    groups.push({ version, image: members[0]!.image, isOld: isOld(members[0]!), pods: members, y });
    // What is written beside it takes two lines.
    y += Math.max(members.length * lanePitch, labelHeight > 0 ? 0 : 2 * lanePitch) + groupGap;
  }
  return { groups, hidden: seen.length - shown.length, height: y + 4 };
}
