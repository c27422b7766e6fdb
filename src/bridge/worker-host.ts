import { type ClusterHost, codeMissing } from './cluster-host.ts';
import { takeWorker } from './cluster-worker.ts';
import { type FromWorker, PictureUnpacker } from './picture-wire.ts';
import type { FromCluster, ToCluster } from './protocol.ts';

/**
 * The cluster in a worker; where a worker cannot start (a sandboxed frame, a strict policy), the same cluster in
 * this thread, whose code is only then loaded. A refused worker shows as a thrown error or, under some policies,
 * only as an error event before its first message.
 * @param wanted when the cluster may begin to load; messages wait for it
 */
export function createWorkerHost(wanted?: Promise<void>): ClusterHost {
  let listener: (message: FromCluster) => void = () => {};
  let broken: (message: string) => void = () => {};
  let answered = false;
  let isClosed = false;
  /** Undefined while nothing can take messages yet: they wait in `unanswered`. */
  let target: Pick<ClusterHost, 'send' | 'close'> | undefined;
  const unanswered: ToCluster[] = [];

  function hear(message: FromCluster): void {
    answered = true;
    unanswered.length = 0;
    listener(message);
  }

  function onError(message: string): void {
    if (answered) broken(message);
    else void fallBack();
  }

  async function fallBack(): Promise<void> {
    target?.close();
    target = undefined;
    const code = await import('./in-process-host.ts').catch(() => undefined);
    if (isClosed) return;
    if (code === undefined) return broken(codeMissing);
    const host = code.createInProcessHost();
    host.listen(hear);
    host.onBroken((message) => broken(message));
    target = host;
    for (const message of unanswered.slice()) host.send(message);
  }

  function begin(): void {
    if (isClosed) return;
    const taken = takeWorker();
    if (taken === undefined) return void fallBack();
    const { worker } = taken;
    target = { send: (message) => worker.postMessage(message), close: () => worker.terminate() };
    const unpacker = new PictureUnpacker();
    const unpack = (message: FromWorker): FromCluster =>
      message.kind === 'packed' ? unpacker.unpack(message) : message;
    taken.hear((message) => hear(unpack(message)), onError);
    for (const message of unanswered) target.send(message);
  }

  if (wanted === undefined) begin();
  else void wanted.then(begin);
  return {
    send(message) {
      if (!answered) unanswered.push(message);
      target?.send(message);
    },
    listen(next) {
      listener = next;
    },
    onBroken(next) {
      broken = next;
    },
    close() {
      isClosed = true;
      target?.close();
    },
  };
}
