export { type ArmedBy, type Cause, startCause } from './cause.ts';
export type { QueuedEvent } from './event-queue.ts';
export { canonicalJson, hashJson, hashText, type Json } from './json.ts';
export { Kernel, type KernelSnapshot } from './kernel.ts';
export type { RandomStream } from './random.ts';
