/** The kinds of the cluster that is shown, for parts of the page that may not reach into the engine. */
export { definitionsResource, kindsOf } from '../engine/api/custom-kinds.ts';
export { pathOf } from '../engine/api/paths.ts';
