import type { FromCluster, ToCluster } from './protocol.ts';

/** Why a host is broken whose code did not come: nothing of it has run, so starting it again is worth a try. */
export const codeMissing = 'the code of the cluster could not be loaded';

/** Where a cluster lives: in a worker, in this thread, or elsewhere. All are interchangeable (one protocol). */
export interface ClusterHost {
  send(message: ToCluster): void;
  /** Called for each message until the host is closed. */
  listen(listener: (message: FromCluster) => void): void;
  /** Called when the host itself breaks (a worker that dies): the page says so and offers to start it again. */
  onBroken(listener: (message: string) => void): void;
  close(): void;
}
