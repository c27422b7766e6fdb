/** kubectl: a command line in, API requests in between, the text that kubectl prints out. */
export type { ApiClient, WatchEvent } from './api-client.ts';
export { type KubectlOptions, type KubectlResult, runKubectl } from './run.ts';
export { changesBetween } from './changes-between.ts';
export { watchTarget, type WatchTarget } from './watch-target.ts';
