/**
 * The grammar of the ten life states, as data that both SVG and a 2D canvas can draw: round has not started yet, square
 * runs, notched is broken, cut is leaving, flat is done, hatched is lost. Near, middle and far are one shape.
 */
export type MarkState =
  | 'unscheduled'
  | 'creating'
  | 'init'
  | 'notReady'
  | 'ready'
  | 'backOff'
  | 'failed'
  | 'succeeded'
  | 'terminating'
  | 'unknown';

export const markStates: readonly MarkState[] = [
  'unscheduled',
  'creating',
  'init',
  'notReady',
  'ready',
  'backOff',
  'failed',
  'succeeded',
  'terminating',
  'unknown',
];

/** How far along: what a ring, an arc or a bar shows. */
export interface MarkProgress {
  /** 0 to 1: the share pulled, or the share of a wait that remains. */
  readonly share?: number | undefined;
  /** Of the init containers: how many are done, and how many there are. */
  readonly done?: number | undefined;
  readonly total?: number | undefined;
}

/** One stroke or fill. Colours are names of tokens without the dashes (`ready-ink`), so that a canvas can look them up. */
export interface Shape {
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  /** Round caps and joins. */
  readonly round?: boolean;
}

/** What stands inside a mark as text; canvas and SVG centre it alike. */
export interface MarkText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
}

export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly text?: MarkText;
}
