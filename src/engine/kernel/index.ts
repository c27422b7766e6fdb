export { type ArmedBy, type Cause, startCause, timerCause } from './cause.ts';
export type { QueuedEvent } from './event-queue.ts';
export { canonicalJson, hashJson, hashText, type Json } from './json.ts';
export { Kernel, type EventHandler, type KernelSnapshot } from './kernel.ts';
export type { RandomStream } from './random.ts';
