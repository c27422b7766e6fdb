/** From what a line names to the pod and container that are meant. `kubectl/pkg/polymorphichelpers`, `pkg/cmd/util/podcmd` */
import type { Container, Pod, ReplicaSet, Service } from '../engine/api/generated/types.ts';
import { formatLabelSelector, selectorFromObject } from '../engine/api/label-selector.ts';
import type { AnyObject } from '../engine/api/object.ts';
import type { Invocation } from './invocation.ts';
import { goSorted } from './go-sort.ts';
import { KubectlError } from './kubectl-error.ts';
import { kindByName, parseResourceArguments } from './resource-arguments.ts';

const defaultContainerAnnotation = 'kubectl.kubernetes.io/default-container';

/** The object of a word such as `web` (a pod) or `deploy/web`. */
export async function readObject({ server, namespace }: Invocation, word: string): Promise<AnyObject> {
  const [argument] = await parseResourceArguments(server, word.includes('/') ? [word] : ['pods', word]);
  const { kind, name = '' } = argument!;
  return server.get({ kind, namespace: kind.namespaced ? namespace : '', name });
}

/** A pod by name, or the best of those that a workload or Service selects. `AttachablePodForObject` */
export async function readPod(invocation: Invocation, word: string): Promise<Pod> {
  const object = await readObject(invocation, word);
  if (object.kind === 'Pod') return object as Pod;
  const [pod] = await podsOf(invocation, object);
  if (pod === undefined) throw new KubectlError('timed out waiting for the condition');
  return pod;
}

/** All pods that an object selects, the likeliest to answer first. @throws KubectlError when it selects none */
export async function podsOf(invocation: Invocation, object: AnyObject): Promise<Pod[]> {
  const { selector } = ((object as ReplicaSet | Service).spec ?? {}) as {
    selector?: Record<string, unknown>;
  };
  if (selector === undefined) throw new KubectlError(`cannot attach to *${object.kind}: not supported`);
  const isPlain = object.kind === 'Service' || object.kind === 'ReplicationController';
  const labelSelector = formatLabelSelector(
    selectorFromObject((isPlain ? { matchLabels: selector } : selector) as never) ?? [],
  );
  const pods = await invocation.server.list(kindByName('pods'), invocation.namespace, { labelSelector });
  return goSorted(pods as Pod[], isAhead);
}

const ranks: Readonly<Record<string, number>> = { Unknown: 1, Pending: 2 };

/**
 * Whether logs are rather read of `a`: assigned, running, ready, long ready, restarted and old pods come first.
 * `staging/src/k8s.io/kubectl/pkg/util/podutils/podutils.go` ByLogging
 */
function isAhead(a: Pod, b: Pod): boolean {
  const differences = [
    Number(isUnassigned(a)) - Number(isUnassigned(b)),
    (ranks[a.status?.phase ?? ''] ?? 0) - (ranks[b.status?.phase ?? ''] ?? 0),
    Number(isReady(b.status)) - Number(isReady(a.status)),
    isReady(a.status) ? readySinceMs(a) - readySinceMs(b) : 0,
    mostRestarts(b) - mostRestarts(a),
    Date.parse(String(a.metadata?.creationTimestamp)) - Date.parse(String(b.metadata?.creationTimestamp)),
  ];
  return (differences.find((difference) => difference !== 0) ?? 0) < 0;
}

function isUnassigned({ spec }: Pod): boolean {
  return spec?.nodeName === undefined || spec.nodeName === '';
}

function readySinceMs({ status }: Pod): number {
  const ready = status?.conditions?.find(({ type, status: value }) => type === 'Ready' && value === 'True');
  return Date.parse(String(ready?.lastTransitionTime));
}

function mostRestarts({ status }: Pod): number {
  return Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount }) => restartCount));
}

function isReady(status: Pod['status']): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
}

/** The container that a line means: the one it names, the pod's default one, or the first, which is told. */
export function chooseContainer(
  { warn }: Pick<Invocation, 'warn'>,
  pod: Pod,
  asked: string,
  quiet = false,
): string {
  const { metadata, spec } = pod;
  const all = allContainers(pod);
  if (asked !== '') {
    if (all.some(({ name }) => name === asked)) return asked;
    throw new KubectlError(`container ${asked} not found in pod ${metadata?.name}`);
  }
  const marked = metadata?.annotations?.[defaultContainerAnnotation];
  if (marked !== undefined && all.some(({ name }) => name === marked)) return marked;
  const first = spec?.containers?.[0]?.name ?? '';
  if (all.length > 1 && !quiet) warn(`Defaulted container "${first}" out of: ${containerNames(pod)}`);
  return first;
}

export function allContainers({ spec }: Pod): Container[] {
  return [
    ...(spec?.initContainers ?? []),
    ...(spec?.containers ?? []),
    ...((spec?.ephemeralContainers ?? []) as Container[]),
  ];
}

/** `app, sidecar, setup (init), debugger (ephem)`. */
function containerNames({ spec }: Pod): string {
  return [
    ...(spec?.containers ?? []).map(({ name }) => name),
    ...(spec?.ephemeralContainers ?? []).map(({ name }) => `${name} (ephem)`),
    ...(spec?.initContainers ?? []).map(({ name }) => `${name} (init)`),
  ].join(', ');
}
