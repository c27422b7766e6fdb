/** The cluster in a worker of its own: messages in, messages out, and a timer while time flows. */
import { ClusterSession } from './cluster-session.ts';
import type { ToCluster } from './protocol.ts';

const tickEveryMs = 16;
let timer: ReturnType<typeof setInterval> | undefined;

const session = new ClusterSession({ now: () => performance.now(), post: (message) => postMessage(message) });

addEventListener('message', (event: MessageEvent<ToCluster>) => {
  session.receive(event.data);
  if (session.isRunning) timer ??= setInterval(tick, tickEveryMs);
});

function tick(): void {
  if (session.isRunning) session.tick();
  else {
    clearInterval(timer);
    timer = undefined;
  }
}
