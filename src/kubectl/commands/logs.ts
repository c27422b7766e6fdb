import type { Pod } from '../../engine/api/generated/types.ts';
import { nameOf, namespaceOf } from '../../engine/api/object.ts';
import type { LogStream } from '../../engine/api/streams.ts';
import { parseGoDuration } from '../go-duration.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { selectorFlag } from '../invocation.ts';
import { KubectlError, ServerError, usageError } from '../kubectl-error.ts';
import { allContainers, chooseContainer, podsOf, readObject } from '../pods.ts';
import { kindByName } from '../resource-arguments.ts';
import { objectPath } from '../server.ts';

/** `kubectl logs`. `staging/src/k8s.io/kubectl/pkg/cmd/logs/logs.go` */
export const logsCommand: KubectlCommand = {
  name: 'logs',
  flags: [
    selectorFlag,
    { name: 'all-containers', takes: 'switch' },
    { name: 'all-pods', takes: 'switch' },
    { name: 'container', short: 'c', takes: 'text' },
    { name: 'follow', short: 'f', takes: 'switch' },
    { name: 'ignore-errors', takes: 'switch' },
    { name: 'limit-bytes', takes: 'number', initially: '0' },
    { name: 'max-log-requests', takes: 'number', initially: '5' },
    { name: 'pod-running-timeout', takes: 'text', initially: '20s' },
    { name: 'prefix', takes: 'switch' },
    { name: 'previous', short: 'p', takes: 'switch' },
    { name: 'since', takes: 'text', initially: '0s' },
    { name: 'since-time', takes: 'text' },
    { name: 'tail', takes: 'number', initially: '-1' },
    { name: 'timestamps', takes: 'switch' },
  ],
  async run(invocation) {
    const { flags } = invocation;
    checkLine(invocation);
    const logs = await logsOf(invocation);
    if (!flags.isOn('follow')) {
      for (const log of logs) await printLog(invocation, log);
      return;
    }
    const most = flags.number('max-log-requests');
    if (logs.length > most)
      throw new KubectlError(
        `you are attempting to follow ${logs.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`,
      );
    await followLogs(invocation, logs);
  },
};

/** One container's log, and what stands before each of its lines. */
interface Log {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly prefix: string;
}

/** @throws KubectlError for words and flags that don't go together */
function checkLine({ words, flags }: Invocation): void {
  const wrong = (message: string) => usageError('logs', message);
  const bySelector = flags.text('selector') !== '';
  if (bySelector && words.length > 0) throw wrong('only a selector (-l) or a POD name is allowed');
  if (!bySelector && (words.length === 0 || words.length > 2))
    throw wrong(
      "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command",
    );
  if (words.length === 2 && flags.given('container'))
    throw wrong('only one of -c or an inline [CONTAINER] arg is allowed');
  if (flags.given('since-time') && flags.given('since'))
    throw new KubectlError('at most one of `sinceTime` or `sinceSeconds` may be specified');
  if (flags.isOn('all-containers') && flags.text('container') !== '')
    throw new KubectlError(
      '--all-containers=true should not be specified with container name ' + flags.text('container'),
    );
  if (flags.given('tail') && flags.number('tail') < -1)
    throw new KubectlError('--tail must be greater than or equal to -1');
}

async function logsOf(invocation: Invocation): Promise<Log[]> {
  const { flags, words, server, namespace, warn } = invocation;
  const labelSelector = flags.text('selector');
  if (labelSelector !== '') {
    const pods = (await server.list(kindByName('pods'), namespace, { labelSelector })) as Pod[];
    if (pods.length === 0) warn(`No resources found in ${namespace} namespace.`);
    return pods.flatMap((pod) => logsOfPod(invocation, pod, flags.isOn('prefix')));
  }
  const object = await find(invocation, words[0]!);
  if (object.kind === 'Pod') return logsOfPod(invocation, object as Pod, flags.isOn('prefix'));
  const pods = await podsOf(invocation, object);
  if (pods.length === 0) throw new KubectlError('timed out waiting for the condition');
  if (flags.isOn('all-pods')) return pods.flatMap((pod) => logsOfPod(invocation, pod, true));
  const chosen = pods[0]!;
  if (pods.length > 1) warn(`Found ${pods.length} pods, using pod/${nameOf(chosen)}`);
  return logsOfPod(invocation, chosen, flags.isOn('prefix'));
}

async function find(invocation: Invocation, word: string) {
  try {
    return await readObject(invocation, word);
  } catch (error) {
    if (!(error instanceof ServerError) || error.reason !== 'NotFound') throw error;
    throw new KubectlError(
      `error from server (NotFound): ${error.message} in namespace "${invocation.namespace}"`,
    );
  }
}

function logsOfPod(invocation: Invocation, pod: Pod, prefixed: boolean): Log[] {
  const { flags, words } = invocation;
  const reference = { kind: kindByName('pods'), namespace: namespaceOf(pod), name: nameOf(pod) };
  const path = `${objectPath(reference)}/log`;
  return containersOf(pod, invocation, flags.text('container') || (words[1] ?? '')).map((container) => ({
    path,
    query: queryFor(invocation, container),
    prefix: prefixed ? `[pod/${reference.name}/${container}] ` : '',
  }));
}

function containersOf(pod: Pod, invocation: Invocation, asked: string): string[] {
  const all = allContainers(pod).map(({ name }) => name);
  if (invocation.flags.isOn('all-containers')) return all;
  if (asked !== '' && !all.includes(asked))
    throw new KubectlError(`container ${asked} is not valid for pod ${nameOf(pod)}`);
  return [chooseContainer(invocation, pod, asked)];
}

function queryFor({ flags }: Invocation, container: string): Record<string, string> {
  const sinceMs = parseGoDuration(flags.text('since'));
  // Many logs at once are cut short unless someone says otherwise.
  const many = flags.text('selector') !== '' && !flags.isOn('follow');
  const tail = many && !flags.given('tail') ? 10 : flags.number('tail');
  return {
    container,
    ...(flags.isOn('previous') ? { previous: 'true' } : {}),
    ...(tail >= 0 ? { tailLines: String(tail) } : {}),
    ...(flags.isOn('timestamps') ? { timestamps: 'true' } : {}),
    ...(flags.number('limit-bytes') > 0 ? { limitBytes: flags.text('limit-bytes') } : {}),
    ...(flags.text('since-time') === '' ? {} : { sinceTime: flags.text('since-time') }),
    ...(sinceMs > 0 ? { sinceSeconds: String(Math.ceil(sinceMs / 1000)) } : {}),
  };
}

async function printLog(invocation: Invocation, { path, query, prefix }: Log): Promise<void> {
  try {
    const text = String(await invocation.server.send({ method: 'GET', path, query }));
    invocation.write(withPrefix(text, prefix));
  } catch (error) {
    if (!invocation.flags.isOn('ignore-errors')) throw error;
    invocation.writeError(`error: ${(error as Error).message}\n`);
  }
}

function withPrefix(text: string, prefix: string): string {
  return prefix === '' ? text : text.replace(/^(?=.)/gm, prefix);
}

/** Reads what was added each time the cluster has moved on, until all containers have ended. */
async function followLogs(
  { client, server, signal, write }: Invocation,
  logs: readonly Log[],
): Promise<void> {
  const cursors = new Map<Log, string | undefined>(logs.map((log) => [log, undefined]));
  for (;;) {
    if (cursors.size === 0 || signal?.aborted === true) return;
    for (const [log, cursor] of cursors) {
      const query = { ...log.query, follow: 'true', ...(cursor === undefined ? {} : { cursor }) };
      const { body, stream } = await server.answer({ method: 'GET', path: log.path, query });
      write(withPrefix(String(body), log.prefix));
      const next = stream as LogStream | undefined;
      if (next === undefined || next.ended) cursors.delete(log);
      else cursors.set(log, next.cursor);
    }
    if (cursors.size > 0) await client.tick();
  }
}
