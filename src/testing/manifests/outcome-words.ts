/**
 * The phrases in which the list of manifests tells what becomes of a document (`0/1 ready, pods Pending`,
 * `CrashLoopBackOff, restarts growing`), each with its check against a cluster that has run.
 */
import type { KubeObject } from '../../engine/index.ts';
import type { PodRow, SeenCluster } from './seen-cluster.ts';

/** What a phrase is about. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly object: KubeObject;
  /** The pod itself, or those of a workload. */
  readonly pods: readonly PodRow[];
  readonly seen: SeenCluster;
}

/** Whether it came true; for a phrase that only explains, always. */
type Check = (subject: Subject, ...words: string[]) => boolean;

const figuresOf: Readonly<Record<string, readonly [string, string]>> = {
  Deployment: ['availableReplicas', 'replicas'],
  ReplicaSet: ['readyReplicas', 'replicas'],
  ReplicationController: ['readyReplicas', 'replicas'],
  StatefulSet: ['readyReplicas', 'replicas'],
  DaemonSet: ['numberReady', 'desiredNumberScheduled'],
};

function figures({ kind, object }: Subject): readonly [number, number] {
  const { spec = {}, status = {} } = object as { spec?: Figures; status?: Figures };
  const [ready, wanted] = figuresOf[kind] ?? ['', ''];
  return [status[ready] ?? 0, (kind === 'DaemonSet' ? status[wanted] : spec[wanted]) ?? 1];
}

type Figures = Readonly<Record<string, number>>;

/** Words for one state that is met in several forms while it lasts. */
const sameState: Readonly<Record<string, readonly string[]>> = {
  ImagePullBackOff: ['ErrImagePull'],
  InvalidImageName: [],
  NotReady: ['Running'],
};

const isIn = ({ status }: PodRow, word: string): boolean =>
  status === word || sameState[word]?.includes(status) === true;

/** Restarted again and again; between two back-offs it may just be running. */
const isCrashing = (subject: Subject): boolean =>
  subject.pods.length > 0 &&
  subject.pods.every(
    ({ name, status, restarts }) =>
      restarts >= 2 &&
      (status === 'CrashLoopBackOff' ||
        subject.seen.eventsOf(name).some((event) => event.startsWith('BackOff: Back-off restarting'))),
  );

const fieldOf = (object: KubeObject, part: 'spec' | 'status', field: string): unknown =>
  (object as Record<string, Record<string, unknown> | undefined>)[part]?.[field];

const phrases: readonly (readonly [RegExp, Check])[] = [
  [/^(created|Active)$/, () => true],
  [
    /^(\d+)\/(\d+)(?: (?:ready|available))?$/,
    (subject, ready, wanted) =>
      subject.kind === 'Pod'
        ? subject.pods[0]?.ready === `${ready}/${wanted}`
        : figures(subject).join('/') === `${ready}/${wanted}`,
  ],
  [
    /^(\d+)\/(\d+) ([A-Z][\w:/]*)$/,
    ({ pods: [pod] }, ready, wanted, word = '') => pod?.ready === `${ready}/${wanted}` && isIn(pod, word),
  ],
  [/^CrashLoopBackOff$/, isCrashing],
  [/^restarts growing$/, isCrashing],
  [
    /^OOMKilled$/,
    ({ object }) => JSON.stringify(fieldOf(object, 'status', 'containerStatuses')).includes('"OOMKilled"'),
  ],
  [/^pods (\d+\/\d+)$/, ({ pods }, ready) => pods.every((pod) => pod.ready === ready)],
  [/^pods ([A-Z][\w:/]*)$/, ({ pods }, word = '') => pods.length > 0 && pods.every((pod) => isIn(pod, word))],
  [
    /^([a-z][\w-]*-\d+) ([A-Z][\w:/]*)$/,
    ({ pods }, name, word = '') => pods.some((pod) => pod.name === name && isIn(pod, word)),
  ],
  [/^DESIRED (\d+)$/, (subject, wanted) => figures(subject)[1] === Number(wanted)],
  [/^(\d+) ready$/, (subject, ready) => figures(subject)[0] === Number(ready)],
  [
    /^FailedCreate$/,
    ({ object, seen }) =>
      seen.eventsOf(object.metadata!.name!).some((event) => event.startsWith('FailedCreate: ')),
  ],
  [/^(ClusterIP|NodePort|LoadBalancer)$/, ({ object }, type) => fieldOf(object, 'spec', 'type') === type],
  [
    /^no endpoints$/,
    ({ object, seen }) =>
      seen.endpointsOf(object.metadata?.name ?? '', object.metadata?.namespace ?? '') === 0,
  ],
  [/^ClusterIP None$/, ({ object }) => fieldOf(object, 'spec', 'clusterIP') === 'None'],
  [
    /^EXTERNAL-IP <pending>$/,
    ({ object }) => JSON.stringify(fieldOf(object, 'status', 'loadBalancer')) === '{}',
  ],
  [
    /^Bound by the default class$/,
    ({ object, seen }) =>
      fieldOf(object, 'status', 'phase') === 'Bound' ||
      seen.eventsOf(object.metadata!.name!).some((event) => event.startsWith('WaitForFirstConsumer: ')),
  ],
  [
    /^(Bound|Available|Pending)\b/,
    ({ kind, object, pods }, word) =>
      (kind === 'Pod' ? pods[0]?.status : fieldOf(object, 'status', 'phase')) === word,
  ],
  [/^Completed$/, ({ pods }) => pods[0]?.status === 'Completed'],
];

/** The parts of a detail that say something, without remarks in brackets. */
export function partsOf(detail: string): readonly string[] {
  return detail
    .replace(/\(([^()]|\([^()]*\))*\)/g, '')
    .split(/[,;:] | \/ /)
    .map((part) => part.trim());
}

/** What of a detail did not come true. Parts in other words only explain; the first must be one of the phrases. */
export function missedParts(detail: string, subject: Subject): readonly string[] {
  return partsOf(detail).filter((part, place) => {
    const found = phrases
      .map(([pattern, check]) => [pattern.exec(part), check] as const)
      .find(([words]) => words !== null);
    if (found === undefined) return place === 0;
    return !found[1](subject, ...found[0]!.slice(1));
  });
}
