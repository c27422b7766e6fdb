import { create } from 'zustand';
import type { LifeState, Mark } from '../bridge/protocol.ts';

export interface Segment {
  readonly fromMs: number;
  /** null: it still goes on. */
  readonly toMs: number | null;
  readonly state: LifeState;
  readonly word: string;
  readonly restarts: number;
  /** Who wrote what it begins with. */
  readonly author?: string | undefined;
  /** Of that change. */
  readonly revision?: number;
}

export type EventMark = Extract<Mark, { kind: 'event' }>;
export type CommandMark = Extract<Mark, { kind: 'command' }>;

/** Who wrote something that a lane shows, and when. */
export interface WriteMark {
  readonly timeMs: number;
  readonly author: string;
  readonly lane: string;
  /** What the lane says from then on. */
  readonly word: string;
}

export interface Lane {
  readonly key: string;
  readonly owner: string | undefined;
  readonly bornMs: number;
  /** null while the object is there. */
  readonly goneMs: number | null;
  /** Of the change that took it away. */
  readonly goneRevision?: number | undefined;
  readonly segments: readonly Segment[];
  readonly events: readonly EventMark[];
}

interface TimelineStore {
  /** In the order in which they were born; a new map for each picture that changed one. */
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly commands: readonly CommandMark[];
  /** In the order of time; the oldest are let go first. */
  readonly writes: readonly WriteMark[];
}

/** Older events and states of one lane are let go first: a crash loop of a week stays small. */
const maxPerLane = 500;
const maxWrites = 20_000;

export const useTimeline = create<TimelineStore>(() => ({ lanes: new Map(), commands: [], writes: [] }));

/** Takes the marks of a picture into the lanes. */
export function addMarks(marks: readonly Mark[], reset: boolean): void {
  if (marks.length === 0 && !reset) return;
  useTimeline.setState((state) => {
    const lanes = new Map(reset ? [] : state.lanes);
    const commands = reset ? [] : [...state.commands];
    const writes = reset ? [] : state.writes.slice(-maxWrites);
    const building = new Map<string, LaneBuilder>();
    const builderOf = (key: string) => {
      let builder = building.get(key);
      if (builder === undefined) building.set(key, (builder = new LaneBuilder(key, lanes.get(key))));
      return builder;
    };
    for (const mark of marks) {
      if (mark.kind === 'command') commands.push(mark);
      else builderOf(mark.lane).add(mark);
      if (mark.kind !== 'state' || mark.author === undefined) continue;
      const { timeMs, author, lane, word } = mark;
      writes.push({ timeMs, author, lane, word });
    }
    for (const [key, builder] of building) lanes.set(key, builder.build());
    return { lanes, commands, writes };
  });
}

/** Collects the marks of one lane: copying arrays once a picture, not once a mark. */
class LaneBuilder {
  #key: string;
  #owner: string | undefined;
  #bornMs: number | undefined;
  #goneMs: number | null;
  #goneRevision: number | undefined;
  #segments: Segment[];
  #events: EventMark[];

  constructor(key: string, lane: Lane | undefined) {
    this.#key = key;
    this.#owner = lane?.owner;
    this.#bornMs = lane?.bornMs;
    this.#goneMs = lane?.goneMs ?? null;
    this.#goneRevision = lane?.goneRevision;
    this.#segments = [...(lane?.segments ?? [])];
    this.#events = [...(lane?.events ?? [])];
  }

  add(mark: Exclude<Mark, CommandMark>): void {
    this.#bornMs ??= mark.timeMs;
    if (mark.kind === 'event') this.#events.push(mark);
    else this.#addState(mark);
  }

  build(): Lane {
    return {
      key: this.#key,
      owner: this.#owner,
      bornMs: this.#bornMs ?? 0,
      goneMs: this.#goneMs,
      goneRevision: this.#goneRevision,
      segments: this.#segments.slice(-maxPerLane),
      events: this.#events.slice(-maxPerLane),
    };
  }

  #addState(mark: Extract<Mark, { kind: 'state' }>): void {
    this.#owner = mark.owner ?? this.#owner;
    const open = this.#segments.at(-1);
    if (open?.toMs === null) this.#segments[this.#segments.length - 1] = { ...open, toMs: mark.timeMs };
    this.#goneMs = mark.state === 'gone' ? mark.timeMs : null;
    this.#goneRevision = mark.state === 'gone' ? mark.revision : undefined;
    if (mark.state === 'gone') return;
    const { timeMs, state, word, restarts = 0, author, revision } = mark;
    this.#segments.push({ fromMs: timeMs, toMs: null, state, word, restarts, author, revision });
  }
}
