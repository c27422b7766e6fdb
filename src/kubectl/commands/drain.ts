import type { Node, Pod } from '../../engine/api/generated/types.ts';
import { parseGoDuration } from '../go-duration.ts';
import { drainPlan } from '../drain-plan.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, forEach, selectorFlag } from '../invocation.ts';
import { KubectlError, ServerError, usageError } from '../kubectl-error.ts';
import { kindByName } from '../resource-arguments.ts';
import { type Selected, selectObjects } from '../select-objects.ts';
import { objectPath } from '../server.ts';

/** A budget that forbids an eviction is asked again after so long. */
const retryMs = 5_000;

/** `kubectl drain`. `staging/src/k8s.io/kubectl/pkg/cmd/drain/drain.go`, `pkg/drain/drain.go` */
export const drainCommand: KubectlCommand = {
  name: 'drain',
  flags: [
    dryRunFlag,
    selectorFlag,
    { name: 'delete-emptydir-data', takes: 'switch' },
    { name: 'disable-eviction', takes: 'switch' },
    { name: 'force', takes: 'switch' },
    { name: 'grace-period', takes: 'number', initially: '-1' },
    { name: 'ignore-daemonsets', takes: 'switch' },
    { name: 'pod-selector', takes: 'text' },
    { name: 'timeout', takes: 'text', initially: '0s' },
  ],
  async run(invocation) {
    const { words, flags } = invocation;
    if (words.length === 0 && !flags.given('selector'))
      throw usageError('drain', 'USAGE: drain NODE [flags]');
    const nodes = await selectObjects(invocation, ['node', ...words]);
    await forEach(nodes, (node) => cordon(invocation, node));
    await forEach(nodes, (node) => drainNode(invocation, node));
  },
};

async function cordon(invocation: Invocation, node: Selected): Promise<void> {
  const { suffix, query, client } = dryRunOf(invocation);
  const already = (node.object as Node).spec?.unschedulable === true;
  if (!already && !client)
    await invocation.server.patch(node, 'strategic', { spec: { unschedulable: true } }, { query });
  invocation.print(`node/${node.name} ${already ? 'already ' : ''}cordoned${suffix}`);
}

async function drainNode(invocation: Invocation, { name }: Selected): Promise<void> {
  const { flags, server } = invocation;
  const labelSelector = flags.text('pod-selector');
  const fieldSelector = `spec.nodeName=${name}`;
  const query = { fieldSelector, ...(labelSelector === '' ? {} : { labelSelector }) };
  const pods = (await server.list(kindByName('pods'), '', query)) as Pod[];
  const { evicted, errors, warnings } = drainPlan(pods, {
    force: flags.isOn('force'),
    ignoreDaemonSets: flags.isOn('ignore-daemonsets'),
    deleteEmptyDirData: flags.isOn('delete-emptydir-data'),
  });
  if (errors.length > 0) throw notDrained(name, errors);
  if (warnings.length > 0) invocation.warn(`Warning: ${warnings.join('; ')}`);
  const { suffix } = dryRunOf(invocation);
  try {
    await evictAll(invocation, evicted);
  } catch (error) {
    if (error instanceof KubectlError) throw notDrained(name, [error.message]);
    throw error;
  }
  invocation.print(`node/${name} drained${suffix}`);
}

function notDrained(node: string, errors: readonly string[]): KubectlError {
  const all = errors.length > 1 ? `[${errors.join(', ')}]` : errors[0]!;
  return new KubectlError(
    `unable to drain node "${node}" due to error: ${all}, continuing command...\nThere are pending nodes to be drained:\n ${node}\n${errors.join('\n')}`,
  );
}

async function evictAll(invocation: Invocation, pods: readonly Pod[]): Promise<void> {
  const timeoutMs = parseGoDuration(invocation.flags.text('timeout'));
  const { suffix } = dryRunOf(invocation);
  for (const { metadata } of pods)
    invocation.print(`evicting pod ${metadata?.namespace}/${metadata?.name}${suffix}`);
  if (suffix !== '') return;
  const startMs = Date.parse(invocation.client.now());
  const leftMs = () =>
    timeoutMs > 0 ? timeoutMs - (Date.parse(invocation.client.now()) - startMs) : undefined;
  let waiting = pods;
  while (waiting.length > 0) {
    const refused: Pod[] = [];
    for (const pod of waiting) if (!(await evict(invocation, pod))) refused.push(pod);
    for (const pod of waiting.filter((one) => !refused.includes(one)))
      await waitUntilGone(invocation, pod, leftMs());
    if (refused.length > 0) await rest(invocation, refused[0]!, leftMs());
    waiting = refused;
  }
}

const referenceTo = ({ metadata }: Pod) => ({
  kind: kindByName('pods'),
  namespace: metadata?.namespace ?? '',
  name: metadata?.name ?? '',
});

/** False when a disruption budget forbids it now. */
async function evict(invocation: Invocation, pod: Pod): Promise<boolean> {
  const { flags, server } = invocation;
  const reference = referenceTo(pod);
  const grace = flags.number('grace-period');
  const deleteOptions = grace < 0 ? {} : { gracePeriodSeconds: grace };
  try {
    if (flags.isOn('disable-eviction')) await server.delete(reference, deleteOptions);
    else {
      const metadata = { name: reference.name, namespace: reference.namespace };
      const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata, deleteOptions };
      await server.send({ method: 'POST', path: `${objectPath(reference)}/eviction`, body });
    }
    return true;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error.reason === 'NotFound') return true;
    if (error.reason !== 'TooManyRequests') throw error;
    const { namespace, name } = reference;
    invocation.warn(
      `error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)} (will retry after 5s): ${error.message}`,
    );
    return false;
  }
}

async function waitUntilGone(invocation: Invocation, pod: Pod, leftMs: number | undefined): Promise<void> {
  const reference = referenceTo(pod);
  const now = await invocation.server.find(reference);
  const isIt = (object: unknown) => (object as Pod).metadata?.uid === pod.metadata?.uid;
  if (now !== undefined && isIt(now)) {
    const gone = await invocation.server.follow(
      reference,
      now.metadata?.resourceVersion ?? '',
      ({ type, object }) => type === 'DELETED' && isIt(object),
      leftMs,
    );
    if (!gone) throw timedOut(invocation, pod);
  }
  invocation.print(`pod/${reference.name} evicted`);
}

/** Lets time pass before a pod that a budget protects is asked for again. */
async function rest(invocation: Invocation, pod: Pod, leftMs: number | undefined): Promise<void> {
  if (leftMs !== undefined && leftMs <= 0) throw timedOut(invocation, pod);
  const waitMs = Math.min(retryMs, leftMs ?? retryMs);
  const version = pod.metadata?.resourceVersion ?? '';
  await invocation.server.follow(referenceTo(pod), version, () => false, waitMs);
}

function timedOut({ flags }: Invocation, { metadata }: Pod): KubectlError {
  const { name, namespace } = metadata ?? {};
  return new KubectlError(
    `error when waiting for pod "${name}" in namespace "${namespace}" to terminate: global timeout reached: ${flags.text('timeout')}`,
  );
}
