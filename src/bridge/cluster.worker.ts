/** The cluster in a worker of its own: messages in, messages out, and a timer while time flows. */
import { ClusterSession } from './cluster-session.ts';
import { LateSession } from './late-session.ts';
import { PicturePacker } from './picture-wire.ts';
import type { ToCluster } from './protocol.ts';

let timer: ReturnType<typeof setTimeout> | undefined;

const packer = new PicturePacker();

const session = new LateSession(
  (post) => new ClusterSession({ now: () => performance.now(), post }),
  (message) => postMessage(message.kind === 'picture' ? packer.pack(message) : message),
);
session.onWhole = keepTicking;
session.onBroken = (error) => reportError(error);

addEventListener('message', (event: MessageEvent<ToCluster>) => {
  session.receive(event.data);
  keepTicking();
});

function keepTicking(): void {
  if (session.isRunning) timer ??= setTimeout(tick);
}

/** A paused cluster costs nothing. */
function tick(): void {
  timer = session.isRunning ? setTimeout(tick, session.tick()) : undefined;
}
