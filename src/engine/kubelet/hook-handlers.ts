/** What a lifecycle hook does. `pkg/kubelet/lifecycle/handlers.go` */
import type { Container, HTTPGetAction, LifecycleHandler } from '../api/generated/types.ts';
import { ProbeError, probePort } from './probe-target.ts';
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
    return { state: 'ended', isGood: hasAnswer(work, record, spec, handler.httpGet) };
  }
  if (handler.sleep !== undefined) return { state: 'sleeping', seconds: handler.sleep.seconds };
  return { state: 'ended', isGood: false };
}

/** Whatever is answered will do, as long as somebody answers. */
function hasAnswer({ runtime }: Work, record: PodRecord, spec: Container, request: HTTPGetAction): boolean {
  try {
    const port = probePort(request.port, spec);
    return runtime.probePort(record.node, record.uid, port, request.path ?? '/').kind === 'http';
  } catch (error) {
    if (error instanceof ProbeError) return false;
    throw error;
  }
}
