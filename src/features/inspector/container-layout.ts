/**
 * Where the container's states stand and how its moves run, for a figure 302 wide. Only places are said here; which
 * states and moves there are is read from the machine, and a test fails when one of them has no place.
 */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a machine's states stand and how its moves run: `from>to`. */
export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: Readonly<Record<string, Box>>;
  readonly lines: Readonly<Record<string, string>>;
  /** Room to write on the moves what makes them. */
  readonly isLarge?: boolean;
}

const chartSize = { width: 302, height: 486 } as const;

const left = 28;
const right = 160;

function state(x: number, y: number): Box {
  return { x, y, width: 116, height: 36 };
}

const stateBoxes: Readonly<Record<string, Box>> = {
  waiting: { x: 10, y: 4, width: 280, height: 260 },
  'waiting.podInitializing': state(left, 32),
  'waiting.pulling': state(right, 32),
  'waiting.creating': state(left, 96),
  'waiting.errImagePull': state(right, 96),
  'waiting.createError': state(left, 160),
  'waiting.imagePullBackOff': state(right, 160),
  'waiting.crashLoopBackOff': state(left, 220),
  running: { x: 10, y: 284, width: 280, height: 124 },
  'running.starting': state(left, 308),
  'running.notReady': state(right, 308),
  'running.ready': state(right, 364),
  terminating: state(left, 432),
  terminated: state(right, 432),
};

/** By `from>to`; all moves between the same two states share a line. */
const moveLines: Readonly<Record<string, string>> = {
  'waiting.podInitializing>waiting.creating': 'M78 68V96',
  'waiting.creating>waiting.podInitializing': 'M94 96V68',
  'waiting.creating>waiting.pulling': 'M144 104H149V50H160',
  'waiting.pulling>waiting.creating': 'M160 62H155V112H144',
  'waiting.pulling>waiting.errImagePull': 'M218 68V96',
  'waiting.errImagePull>waiting.imagePullBackOff': 'M218 132V160',
  'waiting.creating>waiting.imagePullBackOff': 'M144 128H149V184H160',
  'waiting.imagePullBackOff>waiting.creating': 'M160 172H155V120H144',
  'waiting.creating>waiting.createError': 'M78 132V160',
  'waiting.createError>waiting.creating': 'M94 160V132',
  'waiting.creating>waiting.crashLoopBackOff': 'M28 122H22V232H28',
  'waiting.crashLoopBackOff>waiting.creating': 'M28 244H16V108H28',
  'waiting.creating>running.starting': 'M144 128H149V278H86V308',
  'waiting.creating>running.notReady': 'M144 128H149V278H218V308',
  'waiting.creating>terminated': 'M144 128H149V272H297V450H276',
  'waiting>terminated': 'M290 240H297V450H276',
  'running.starting>running.notReady': 'M144 326H160',
  'running.notReady>running.ready': 'M210 344V364',
  'running.ready>running.notReady': 'M226 364V344',
  'running>terminating': 'M86 408V432',
  'running>terminated': 'M218 408V432',
  'terminating>terminated': 'M144 450H160',
  'terminated>waiting.crashLoopBackOff': 'M218 468V480H4V238H28',
  'terminated>waiting.creating': 'M218 468V480H4V114H28',
};

export const containerLayout: ChartLayout = { ...chartSize, boxes: stateBoxes, lines: moveLines };
