/** kubectl: a command line in, API requests in between, the text that kubectl prints out. */
export type { ApiClient, WatchEvent } from './api-client.ts';
export { filesInMemory, type FileSystem, pathsIn } from './file-system.ts';
export { ServerError } from './kubectl-error.ts';
export { type Kubeconfig, simulatedKubeconfig } from './kubeconfig.ts';
export { completeWords } from './completion.ts';
export { type KubectlOptions, type KubectlResult, runKubectl } from './run.ts';
export type { ForwardedPort, Terminal } from './terminal.ts';
export { tellEvents } from './watch-events.ts';
