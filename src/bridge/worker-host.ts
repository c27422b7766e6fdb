import type { ClusterHost } from './cluster-host.ts';
import { createInProcessHost } from './in-process-host.ts';
import type { FromCluster, ToCluster } from './protocol.ts';
import ClusterWorker from './cluster.worker.ts?worker';

/**
 * The cluster in a worker; where a worker cannot start (a sandboxed frame, a strict policy), the same cluster in
 * this thread. A refused worker shows as a thrown error or, under some policies, only as an error event before
 * its first message.
 */
export function createWorkerHost(): ClusterHost {
  const worker = startWorker();
  return worker === undefined ? createInProcessHost() : overWorker(worker);
}

function startWorker(): Worker | undefined {
  try {
    return new ClusterWorker();
  } catch {
    return undefined;
  }
}

function overWorker(worker: Worker): ClusterHost {
  let listener: (message: FromCluster) => void = () => {};
  let broken: (message: string) => void = () => {};
  let fallback: ClusterHost | undefined;
  let answered = false;
  const sent: ToCluster[] = [];

  worker.addEventListener('message', (event: MessageEvent<FromCluster>) => {
    answered = true;
    sent.length = 0;
    listener(event.data);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    if (answered) return broken(event.message || 'the cluster stopped unexpectedly');
    fallBack();
  });

  function fallBack(): void {
    worker.terminate();
    fallback = createInProcessHost();
    fallback.listen(listener);
    fallback.onBroken(broken);
    for (const message of sent) fallback.send(message);
  }

  return {
    send(message) {
      if (fallback !== undefined) return fallback.send(message);
      if (!answered) sent.push(message);
      worker.postMessage(message);
    },
    listen(next) {
      listener = next;
      fallback?.listen(next);
    },
    onBroken(next) {
      broken = next;
      fallback?.onBroken(next);
    },
    close() {
      worker.terminate();
      fallback?.close();
    },
  };
}
