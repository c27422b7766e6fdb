import container from './generated/container.json' with { type: 'json' };
import pod from './generated/pod.json' with { type: 'json' };
import type { CompiledLifecycle } from './table.ts';

export type { ContainerLifeEvent } from './container.machine.ts';
export { containerStateOf, podStateOf } from './state-of.ts';
export { type CompiledLifecycle, type Effect, elapsed, guardMask, stateIndex, step } from './table.ts';

/** The tables that run; the machines they were compiled from are loaded only to be drawn and tested. */
export const containerLifecycle: CompiledLifecycle = container as unknown as CompiledLifecycle;
export const podLifecycle: CompiledLifecycle = pod as unknown as CompiledLifecycle;
