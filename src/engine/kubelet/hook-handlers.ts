/** What a lifecycle hook does. `pkg/kubelet/lifecycle/handlers.go` */
import type { HookEnd } from '../api/container-runtime.ts';
import type { Container, HTTPGetAction, LifecycleHandler } from '../api/generated/types.ts';
import { podInMessages } from './messages.ts';
import { askPlace, refusedBy } from './probe-handlers.ts';
import { ProbeError, probeTarget, probeUrl } from './probe-target.ts';
import type { PodRecord } from './records.ts';
import type { Work } from './work.ts';

export type HookAnswer =
  /** `failure`: what went wrong, in the kubelet's words. */
  | { readonly state: 'ended'; readonly failure?: string }
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
    const end = runtime.runHook(record.node, record.uid, spec.name, handler.exec.command ?? []);
    return end === undefined ? { state: 'running' } : ended(execFailure(record, spec, handler, end));
  }
  if (handler.httpGet !== undefined) {
    const { path = '/' } = handler.httpGet;
    const why = whyNoAnswer(work, record, spec, handler.httpGet);
    return ended(
      why === undefined ? undefined : `HTTP lifecycle hook (${path}) ${failed(record, spec)}${why}`,
    );
  }
  if (handler.sleep !== undefined) return { state: 'sleeping', seconds: handler.sleep.seconds };
  return ended(`invalid handler: ${JSON.stringify(handler)}`);
}

/** What is told of a hook's command; undefined when it went well. */
export function execFailure(
  record: PodRecord,
  spec: Container,
  { exec }: LifecycleHandler,
  { exitCode, stdout, stderr, error }: HookEnd,
): string | undefined {
  if (exitCode === 0) return undefined;
  const { command = [] } = exec ?? {};
  const why = error ?? `command '${command.join(' ')}' exited with ${exitCode}: ${stderr}`;
  const output = JSON.stringify(stdout + stderr);
  return `Exec lifecycle hook ([${command.join(' ')}]) ${failed(record, spec)}${why}, message: ${output}`;
}

function ended(failure: string | undefined): HookAnswer {
  return failure === undefined ? { state: 'ended' } : { state: 'ended', failure };
}

function failed({ pod }: PodRecord, { name }: Container): string {
  return `for Container ${JSON.stringify(name)} in Pod ${JSON.stringify(podInMessages(pod))} failed - error: `;
}

/** Whatever is answered will do, as long as somebody answers; one who does not speak TLS is asked without. */
function whyNoAnswer(
  { runtime }: Work,
  record: PodRecord,
  spec: Container,
  request: HTTPGetAction,
): string | undefined {
  const path = request.path ?? '/';
  try {
    const target = probeTarget(request, spec, record.sandbox?.ip ?? '');
    const answer = askPlace(runtime, record, target, path);
    if (typeof answer !== 'string' && answer.kind === 'http') return undefined;
    const why = typeof answer === 'string' ? answer : whyOf(answer.kind, target);
    return `Get ${JSON.stringify(probeUrl(request.scheme ?? 'HTTP', target, path))}: ${why}`;
  } catch (error) {
    if (error instanceof ProbeError) return error.message;
    throw error;
  }
}

function whyOf(kind: 'open' | 'refused' | 'timeout', target: { host: string; port: number }): string {
  if (kind === 'refused') return refusedBy(target);
  return kind === 'open' ? 'EOF' : `dial tcp ${target.host}:${target.port}: i/o timeout`;
}
