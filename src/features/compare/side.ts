/** All that is drawn of two branches, computed from what happened on them. */
import type { Branch } from '../../bridge/protocol.ts';
import type { CommandMark } from '../../model/timeline-store.ts';
import { availabilityOf, figuresOf } from './availability.ts';
import type { Figures, Step } from './availability.ts';
import { ticksOf, windowOf } from './compare-window.ts';
import type { CompareScale, Tick } from './compare-window.ts';
import { layoutOf } from './figure-layout.ts';
import type { FigureLayout } from './figure-layout.ts';
import { livesOfWorkload } from './lives.ts';
import type { Lives, PodLife } from './lives.ts';
import type { BranchStory } from './use-lives.ts';

export interface Side {
  readonly branch: Branch;
  readonly commands: readonly CommandMark[];
  readonly headMs: number;
  readonly lives: Lives;
  readonly steps: readonly Step[];
  readonly figures: Figures;
  /** How many pods are wanted in the end. */
  readonly wanted: number;
  readonly layout: FigureLayout;
}

/** What both figures share. */
export interface Picture {
  readonly scale: CompareScale;
  readonly ticks: readonly Tick[];
  /** The last moment that the branches share. */
  readonly partedMs: number;
  /** How far the one that has run further has come. */
  readonly headMs: number;
  readonly startedAt: string;
  /** Room for names at the start of each drawing, in CSS pixels. */
  readonly gutter: number;
  /** Pods that the height of an area stands for. */
  readonly most: number;
  readonly isNarrow: boolean;
}

export interface Compared {
  readonly picture: Picture;
  readonly sides: readonly Side[];
}

export interface CompareInput {
  readonly stories: readonly { readonly branch: Branch; readonly story: BranchStory }[];
  readonly workload: string | null;
  readonly partedMs: number;
  readonly startedAt: string;
  readonly widthPx: number;
  readonly isNarrow: boolean;
}

const groupLabelHeight = 16;

export function compare(input: CompareInput): Compared {
  const { stories, workload, startedAt, isNarrow } = input;
  const gutter = isNarrow ? 56 : 72;
  const headMs = Math.max(...stories.map(({ story }) => story.headMs));
  const partedMs = Math.min(input.partedMs, headMs);
  const lives = stories.map(({ story }) => livesOfWorkload(story.lives, workload));
  const window = windowOf(lives, partedMs, headMs);
  const scale = { ...window, widthPx: Math.max(1, input.widthPx - gutter) };
  const isOld = oldVersions(lives, partedMs);
  const sides = stories.map(({ branch, story }, index): Side => {
    const own = lives[index]!;
    const untilMs = Math.min(window.toMs, story.headMs);
    const figures = figuresOf(availabilityOf(own, partedMs, story.headMs, isOld));
    const steps = availabilityOf(own, window.fromMs, untilMs, isOld);
    return {
      branch,
      commands: story.commands.filter(({ timeMs }) => timeMs >= partedMs),
      headMs: story.headMs,
      lives: own,
      steps,
      figures,
      wanted: steps.at(-1)?.wanted ?? 0,
      layout: layoutOf(own.pods, window.fromMs, untilMs, isOld, isNarrow ? groupLabelHeight : 0),
    };
  });
  const counts = sides.flatMap(({ steps }) =>
    steps.map(({ wanted, readyOld, readyNew }) => Math.max(wanted, readyOld + readyNew)),
  );
  const most = Math.max(1, ...counts);
  const ticks = ticksOf(scale, partedMs);
  return { sides, picture: { scale, ticks, partedMs, headMs, startedAt, gutter, most, isNarrow } };
}

/** A version is old when it was there before the branches parted, and on one of them a later one came. */
function oldVersions(lives: readonly Lives[], partedMs: number): (pod: PodLife) => boolean {
  const bornMs = new Map<string, { readonly root: string; readonly ms: number }>();
  for (const { pods } of lives)
    for (const { version, root, bornMs: ms } of pods)
      bornMs.set(version, { root, ms: Math.min(ms, bornMs.get(version)?.ms ?? ms) });
  const renewed = new Set([...bornMs.values()].filter(({ ms }) => ms >= partedMs).map(({ root }) => root));
  return ({ version, root }) => renewed.has(root) && bornMs.get(version)!.ms < partedMs;
}
