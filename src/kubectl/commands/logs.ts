import type { Container, Pod } from '../../engine/api/generated/types.ts';
import { formatLabelSelector, selectorFromObject } from '../../engine/api/label-selector.ts';
import { parseGoDuration } from '../go-duration.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { selectorFlag } from '../invocation.ts';
import { KubectlError, ServerError, usageError } from '../kubectl-error.ts';
import { kindByName, parseResourceArguments } from '../resource-arguments.ts';
import { objectPath } from '../server.ts';

const defaultContainerAnnotation = 'kubectl.kubernetes.io/default-container';

/** `kubectl logs`: what containers said so far. `staging/src/k8s.io/kubectl/pkg/cmd/logs/logs.go` */
export const logsCommand: KubectlCommand = {
  name: 'logs',
  flags: [
    selectorFlag,
    { name: 'all-containers', takes: 'switch' },
    { name: 'container', short: 'c', takes: 'text' },
    { name: 'prefix', takes: 'switch' },
    { name: 'previous', short: 'p', takes: 'switch' },
    { name: 'since', takes: 'text' },
    { name: 'tail', takes: 'number', initially: '-1' },
    { name: 'timestamps', takes: 'switch' },
  ],
  async run(invocation) {
    const { words, flags } = invocation;
    const bySelector = flags.given('selector');
    if (bySelector && words.length > 0)
      throw usageError('logs', 'only a selector (-l) or a POD name is allowed');
    if (!bySelector && words.length === 0) {
      throw usageError(
        'logs',
        "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command",
      );
    }
    const pods = bySelector ? await podsOf(invocation, flags.text('selector')) : [await namedPod(invocation)];
    if (pods.length === 0) invocation.warn(`No resources found in ${invocation.namespace} namespace.`);
    for (const pod of pods) {
      for (const container of containersOf(invocation, pod)) await printLog(invocation, pod, container);
    }
  },
};

async function podsOf({ server, namespace }: Invocation, labelSelector: string): Promise<Pod[]> {
  return (await server.list(kindByName('pods'), namespace, { labelSelector })) as Pod[];
}

/** A pod by name, or the first of those that a workload selects. */
async function namedPod(invocation: Invocation): Promise<Pod> {
  const { words, server, namespace } = invocation;
  const [word = '', container] = words;
  if (container !== undefined && invocation.flags.given('container'))
    throw usageError('logs', 'only one of -c or an inline [CONTAINER] arg is allowed');
  const [argument] = await parseResourceArguments(server, word.includes('/') ? [word] : ['pods', word]);
  const { kind, name = '' } = argument!;
  try {
    const found = await server.get({ kind, namespace: kind.namespaced ? namespace : '', name });
    if (kind.kind === 'Pod') return found as Pod;
    const { selector } = (found['spec'] ?? {}) as { selector?: { matchLabels?: Record<string, string> } };
    const labels = selector?.matchLabels === undefined ? { matchLabels: selector as never } : selector;
    const pods = await podsOf(invocation, formatLabelSelector(selectorFromObject(labels) ?? []));
    if (pods.length === 0) throw new KubectlError('timed out waiting for the condition');
    const chosen = pods.toSorted(byReadiness)[0]!;
    if (pods.length > 1) invocation.warn(`Found ${pods.length} pods, using pod/${chosen.metadata?.name}`);
    return chosen;
  } catch (error) {
    if (!(error instanceof ServerError) || error.reason !== 'NotFound') throw error;
    throw new KubectlError(`error from server (NotFound): ${error.message} in namespace "${namespace}"`);
  }
}

/** Running pods first, the oldest of them. */
function byReadiness(a: Pod, b: Pod): number {
  const isRunning = ({ status }: Pod) => Number(status?.phase === 'Running');
  const age = ({ metadata }: Pod) => metadata?.creationTimestamp ?? '';
  return isRunning(b) - isRunning(a) || (age(a) < age(b) ? -1 : age(a) > age(b) ? 1 : 0);
}

function containersOf(invocation: Invocation, { metadata, spec }: Pod): string[] {
  const { flags, words } = invocation;
  const containers = spec?.containers ?? [];
  const all: Container[] = [...(spec?.initContainers ?? []), ...containers];
  if (flags.isOn('all-containers')) return all.map(({ name }) => name);
  const asked = flags.text('container') || (words[1] ?? '');
  if (asked !== '') {
    if (!all.some(({ name }) => name === asked))
      throw new KubectlError(`container ${asked} is not valid for pod ${metadata?.name}`);
    return [asked];
  }
  const marked = metadata?.annotations?.[defaultContainerAnnotation];
  if (marked !== undefined && all.some(({ name }) => name === marked)) return [marked];
  const first = containers[0]?.name ?? '';
  if (all.length > 1) {
    const inits = (spec?.initContainers ?? []).map(({ name }) => `${name} (init)`);
    const names = [...containers.map(({ name }) => name), ...inits].join(', ');
    invocation.warn(`Defaulted container "${first}" out of: ${names}`);
  }
  return [first];
}

async function printLog(invocation: Invocation, pod: Pod, container: string): Promise<void> {
  const { flags, server } = invocation;
  const { name = '', namespace = '' } = pod.metadata ?? {};
  // Many logs at once are cut short unless someone says otherwise.
  const tail = flags.given('selector') && !flags.given('tail') ? 10 : flags.number('tail');
  const since = flags.text('since');
  const query: Record<string, string> = {
    container,
    ...(flags.isOn('previous') ? { previous: 'true' } : {}),
    ...(tail >= 0 ? { tailLines: String(tail) } : {}),
    ...(flags.isOn('timestamps') ? { timestamps: 'true' } : {}),
    ...(since === '' ? {} : { sinceSeconds: String(Math.ceil(parseGoDuration(since) / 1000)) }),
  };
  const path = `${objectPath({ kind: kindByName('pods'), namespace, name })}/log`;
  const text = String(await server.send({ method: 'GET', path, query }));
  const prefix = flags.isOn('prefix') ? `[pod/${name}/${container}] ` : '';
  invocation.write(prefix === '' ? text : text.replace(/^(?=.)/gm, prefix));
}
