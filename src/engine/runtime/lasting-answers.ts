import { answeringServer } from './answering-server.ts';
import type { Listener } from './records.ts';
import type { World } from './world.ts';

/**
 * Whether what a port of a pod answers now, it answers until the pod stirs (`World.touch`) or a Fault comes: nothing
 * in the answer depends on time, on other pods or on files that others write. The rules are those of answers.ts, with
 * no for whatever is not sure.
 */
export function answersLast(world: World, podUid: string, port: number, path: string | undefined): boolean {
  const sandbox = world.sandboxes.get(podUid);
  if (sandbox === undefined || sandbox.hostNetwork || world.faults.size > 0) return false;
  const listener = sandbox.listeners.find((candidate) => candidate.port === port);
  if (listener === undefined || listener.readyAtMs > world.nowMs) return false;
  const { kind } = listener.answer;
  if (path === undefined) return kind !== 'grpc';
  return kind === 'image' ? imageLasts(world, podUid, listener, path) : kind !== 'grpc';
}

function imageLasts(world: World, podUid: string, listener: Listener, path: string): boolean {
  const container = world.running(podUid, listener.container);
  if (container === undefined || container.mounts.length > 0) return false;
  const server = answeringServer(world.image(container.image), listener.answer);
  const special = server?.http?.paths?.[path.split('?')[0]!];
  return special?.untilMs === undefined;
}
