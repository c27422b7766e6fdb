/**
 * The worker that a cluster lives in. The first one is started before the page's own code is there: both then come to
 * life at the same time.
 */
import type { FromWorker } from './picture-wire.ts';

export interface ClusterWorker {
  readonly worker: Worker;
  /** Hears the worker's messages and why it stopped, from its first moment on. */
  hear(onMessage: (message: FromWorker) => void, onError: (message: string) => void): void;
}

let prepared: ClusterWorker | undefined;

/** Does nothing where a worker cannot start. */
export function prepareWorker(): void {
  prepared = startWorker();
}

/** The prepared worker, once; after it new ones. Undefined where a worker cannot start. */
export function takeWorker(): ClusterWorker | undefined {
  const taken = prepared ?? startWorker();
  prepared = undefined;
  return taken;
}

function startWorker(): ClusterWorker | undefined {
  try {
    const worker = new Worker(new URL('./cluster.worker.ts', import.meta.url), { type: 'module' });
    return hearable(worker);
  } catch {
    return undefined;
  }
}

/** A worker speaks only when it is spoken to, but it may fail before anybody listens. */
function hearable(worker: Worker): ClusterWorker {
  let failure: string | undefined;
  let fail = (message: string): void => {
    failure = message;
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail(event.message || 'the cluster stopped unexpectedly');
  });
  return {
    worker,
    hear(onMessage, onError) {
      worker.addEventListener('message', (event: MessageEvent<FromWorker>) => onMessage(event.data));
      fail = onError;
      if (failure !== undefined) onError(failure);
    },
  };
}
