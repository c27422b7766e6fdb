import type { Pod } from '../../engine/api/generated/types.ts';
import { nameOf, namespaceOf } from '../../engine/api/object.ts';
import {
  createGenerated,
  generateFrom,
  generatorCommand,
  isAttached,
  runGenerator,
} from '../generate/index.ts';
import { parseGoDuration } from '../go-duration.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { CommandFailure, KubectlError, usageError } from '../kubectl-error.ts';
import { kindByName } from '../resource-arguments.ts';
import { objectPath, type ObjectReference } from '../server.ts';
import { runSession } from '../session.ts';
import { waitUntilGone } from '../wait-until-gone.ts';
import { asksForTerminal } from './exec.ts';

/** `kubectl run`. `staging/src/k8s.io/kubectl/pkg/cmd/run/run.go` */
export const runCommand: KubectlCommand = {
  ...generatorCommand(runGenerator),
  async run(invocation) {
    const { words, flags } = invocation;
    if (words.length === 0) throw usageError('run', 'NAME is required for run');
    const object = generateFrom(runGenerator, invocation);
    if (!isAttached(invocation)) {
      if (flags.isOn('expose')) {
        await exposePod(invocation);
        if (flags.text('output') === 'yaml') invocation.print('---');
      }
      await createGenerated(invocation, object);
      return;
    }
    const quietly = { ...invocation, print: () => {} };
    const pod = (await createGenerated(quietly, object)) as Pod;
    if (flags.isOn('expose')) await exposePod(invocation);
    try {
      await talkTo(invocation, pod);
    } finally {
      if (flags.isOn('rm')) await remove(invocation, pod);
    }
  },
};

async function exposePod(invocation: Invocation): Promise<void> {
  const name = invocation.words[0]!;
  const port = Number(invocation.flags.text('port'));
  await createGenerated(invocation, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports: [{ port, protocol: 'TCP', targetPort: port }], selector: { run: name } },
    status: { loadBalancer: {} },
  });
}

/** Waits until the container runs, and talks to it; of one that is over already, its log is shown. */
async function talkTo(invocation: Invocation, created: Pod): Promise<void> {
  const { flags, server, warn, write } = invocation;
  const stdin = flags.isOn('stdin');
  const pod = await untilStarted(invocation, created);
  const container = pod.spec?.containers?.[0]?.name ?? '';
  if (pod.status?.phase === 'Running') {
    const tty = asksForTerminal(invocation);
    if (tty && !flags.isOn('quiet'))
      warn(
        "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.",
      );
    await runSession(invocation, pod, { container, stdin, tty });
  } else {
    const path = `${objectPath(referenceOf(pod))}/log`;
    write(String(await server.send({ method: 'GET', path, query: { container } })));
  }
  if (flags.text('restart') === 'Always') return;
  const ended = await until(invocation, pod, ({ status }) =>
    ['Succeeded', 'Failed'].includes(status?.phase ?? ''),
  );
  const code = ended.status?.containerStatuses?.[0]?.state?.terminated?.exitCode ?? 0;
  if (ended.status?.phase === 'Failed' && code !== 0) throw new CommandFailure(code);
}

function untilStarted(invocation: Invocation, pod: Pod): Promise<Pod> {
  const timeoutMs = parseGoDuration(invocation.flags.text('pod-running-timeout'));
  return until(
    invocation,
    pod,
    ({ status }) => {
      const isUp =
        status?.containerStatuses?.[0]?.state?.waiting === undefined &&
        status?.containerStatuses !== undefined;
      return (
        status?.phase === 'Succeeded' || status?.phase === 'Failed' || (status?.phase === 'Running' && isUp)
      );
    },
    timeoutMs,
  );
}

/** The pod once it is as wished. @throws KubectlError when it goes, or the time is up */
export async function until(
  { server }: Invocation,
  pod: Pod,
  isWished: (pod: Pod) => boolean,
  timeoutMs?: number,
): Promise<Pod> {
  const reference = referenceOf(pod);
  let current = (await server.get(reference)) as Pod;
  if (isWished(current)) return current;
  let gone = false;
  const met = await server.follow(
    reference,
    current.metadata?.resourceVersion ?? '',
    ({ type, object }) => {
      gone = type === 'DELETED';
      current = object as Pod;
      return gone || isWished(current);
    },
    timeoutMs,
  );
  if (gone) throw new KubectlError(`pods "${reference.name}" not found`);
  if (!met) throw new KubectlError('timed out waiting for the condition');
  return current;
}

function referenceOf(pod: Pod): ObjectReference {
  return { kind: kindByName('pods'), namespace: namespaceOf(pod), name: nameOf(pod) };
}

async function remove(invocation: Invocation, pod: Pod): Promise<void> {
  const { flags, server, print, namespace } = invocation;
  const grace = flags.number('grace-period');
  const body = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' };
  await server.delete(referenceOf(pod), grace < 0 ? body : { ...body, gracePeriodSeconds: grace });
  if (!flags.isOn('quiet')) print(`pod "${nameOf(pod)}" deleted from ${namespace} namespace`);
  await waitUntilGone(invocation, referenceOf(pod), pod.metadata?.uid ?? '');
}
