import type { ClusterHost } from './cluster-host.ts';
import { ClusterSession } from './cluster-session.ts';
import type { FromCluster, ToCluster } from './protocol.ts';

/** The cluster in this thread: for embeds without workers, for Node, and as what is left when a worker won't start. */
export function createInProcessHost(): ClusterHost {
  let listener: (message: FromCluster) => void = () => {};
  let broken: (message: string) => void = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const session = new ClusterSession({
    now: () => performance.now(),
    post: (message) => queueMicrotask(() => (closed ? undefined : listener(message))),
  });

  function guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      stop();
      broken(error instanceof Error ? error.message : String(error));
    }
  }

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  /** Ticks only while time flows: a paused cluster costs nothing. */
  function keepTicking(): void {
    if (!session.isRunning) return stop();
    timer ??= setTimeout(() => guard(tick));
  }

  function tick(): void {
    const restMs = session.tick();
    timer = session.isRunning ? setTimeout(() => guard(tick), restMs) : undefined;
  }

  return {
    send(message: ToCluster) {
      // What crosses is a copy, as it would be with a worker: nobody shares mutable state by accident.
      guard(() => session.receive(structuredClone(message)));
      keepTicking();
    },
    listen(next) {
      listener = next;
    },
    onBroken(next) {
      broken = next;
    },
    close() {
      closed = true;
      stop();
    },
  };
}
