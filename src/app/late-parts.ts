/** Parts of the page with a file of their own: the shell is on screen before they have arrived. */
import { late } from '../ui/late.tsx';

export const Canvas = late(async () => (await import('../features/canvas/canvas.tsx')).Canvas);

/** Wanted when something is selected: the pointer on a pod announces it. */
export const Inspector = late(async () => (await import('../features/inspector/inspector.tsx')).Inspector);

/** Wanted when somebody opens it: xterm and kubectl are no part of the first load. */
export const TerminalPart = late(async () => (await import('./terminal-part.tsx')).TerminalPart);

/** Nothing of the first picture waits for words about it. */
export const Announcer = late(async () => (await import('./announcer.tsx')).Announcer);

/** What a first visitor may try; nothing of the first picture waits for it. */
export const Hints = late(async () => (await import('../features/start/hints.tsx')).Hints);
export const EmptyHint = late(async () => (await import('../features/start/hints.tsx')).EmptyHint);

/** Wanted when the cluster works for long. */
export const WorkBar = late(async () => (await import('../features/timeline/work-bar.tsx')).WorkBar);
