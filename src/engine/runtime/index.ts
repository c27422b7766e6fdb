/** The runtime's one door. */
export type { RuntimeOptions } from './options.ts';
export { createRuntime, type Runtime } from './runtime.ts';
