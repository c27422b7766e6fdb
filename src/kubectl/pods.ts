/** From what a line names to the pod and container that are meant. `kubectl/pkg/polymorphichelpers`, `pkg/cmd/util/podcmd` */
import type { Container, Pod, ReplicaSet, Service } from '../engine/api/generated/types.ts';
import { formatLabelSelector, selectorFromObject } from '../engine/api/label-selector.ts';
import type { AnyObject } from '../engine/api/object.ts';
import type { Invocation } from './invocation.ts';
import { KubectlError } from './kubectl-error.ts';
import { kindByName, parseResourceArguments } from './resource-arguments.ts';

const defaultContainerAnnotation = 'kubectl.kubernetes.io/default-container';

/** The object of a word such as `web` (a pod) or `deploy/web`. */
export async function readObject({ server, namespace }: Invocation, word: string): Promise<AnyObject> {
  const [argument] = await parseResourceArguments(server, word.includes('/') ? [word] : ['pods', word]);
  const { kind, name = '' } = argument!;
  return server.get({ kind, namespace: kind.namespaced ? namespace : '', name });
}

/** A pod by name, or the best of those that a workload or Service selects. */
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
  return (pods as Pod[]).toSorted(byActivity);
}

/** Assigned, running, ready and long ready pods come first. `pkg/controller/controller_utils.go` ActivePods, reversed */
function byActivity(a: Pod, b: Pod): number {
  const phases = ['Pending', 'Unknown', 'Running'];
  const rank = ({ spec, status }: Pod) =>
    (spec?.nodeName === undefined ? 0 : 10) +
    phases.indexOf(status?.phase ?? '') * 2 +
    (isReady(status) ? 1 : 0);
  const born = ({ metadata }: Pod) => String(metadata?.creationTimestamp ?? '');
  return rank(b) - rank(a) || (born(a) < born(b) ? -1 : born(a) > born(b) ? 1 : 0);
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
