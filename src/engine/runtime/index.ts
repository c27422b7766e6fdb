/** The runtime's one door. */
export { defaultImages } from './default-images.ts';
export type { ImageCatalogue, ImageDefinition, ServerDefinition } from './image-definition.ts';
export { defaultTimings, type RuntimeOptions, type RuntimeTimings } from './options.ts';
export { createRuntime, type Runtime } from './runtime.ts';
export type { Command, CommandCall, CommandOutcome, ContainerNetwork, NetworkAnswer } from './shell/host.ts';
