/** What a lifecycle hook does. `pkg/kubelet/lifecycle/handlers.go` */
import type { Container, LifecycleHandler } from '../api/generated/types.ts';
import { portNumber } from './probe-handlers.ts';
import type { PodRecord } from './records.ts';
import type { Work } from './work.ts';

export type HookAnswer =
  | { readonly state: 'ended'; readonly isGood: boolean }
  /** The runtime tells when it has ended. */
  | { readonly state: 'running' }
  | { readonly state: 'sleeping'; readonly seconds: number };

export function runHook(
  work: Work,
  record: PodRecord,
  spec: Container,
  handler: LifecycleHandler,
): HookAnswer {
  const { runtime } = work;
  if (handler.exec !== undefined) {
    const ended = runtime.runHook(record.node, record.uid, spec.name, handler.exec.command ?? []);
    return ended === undefined ? { state: 'running' } : { state: 'ended', isGood: ended.exitCode === 0 };
  }
  if (handler.httpGet !== undefined) {
    const { path = '/', port } = handler.httpGet;
    // Whatever is answered will do, as long as somebody answers.
    const answer = runtime.probePort(record.node, record.uid, portNumber(spec, port), path);
    return { state: 'ended', isGood: answer.kind === 'http' };
  }
  if (handler.sleep !== undefined) return { state: 'sleeping', seconds: handler.sleep.seconds };
  return { state: 'ended', isGood: false };
}
