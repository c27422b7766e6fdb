/** From a branch's marks to what is compared: the lives of pods, and how many of them are wanted. */
import type { LifeState, Mark } from '../../bridge/protocol.ts';

export interface Span {
  readonly fromMs: number;
  /** null: it still goes on. */
  readonly toMs: number | null;
  readonly state: Exclude<LifeState, 'gone'>;
  /** It passes its probes: on its way out, a Service sends requests to it when there is no other. */
  readonly serving: boolean;
}

export interface PodLife {
  readonly key: string;
  readonly name: string;
  readonly image: string;
  /** Pods of one version are alike: the same owner made them of the same images. */
  readonly version: string;
  /** The Deployment, StatefulSet, ... at the top; the pod itself when nobody owns it. */
  readonly root: string;
  readonly bornMs: number;
  readonly goneMs: number | null;
  readonly spans: readonly Span[];
}

export interface Wanted {
  readonly fromMs: number;
  readonly pods: number;
}

export interface Lives {
  readonly pods: readonly PodLife[];
  /** How many pods each thing at the top wants, in order of time. */
  readonly wanted: ReadonlyMap<string, readonly Wanted[]>;
}

type StateMark = Extract<Mark, { kind: 'state' }>;

interface Building {
  readonly key: string;
  readonly image: string;
  readonly bornMs: number;
  goneMs: number | null;
  readonly spans: Span[];
}

const ownNamespace = 'kube-system';

/** Pods of the cluster's own namespace are left out: they are no workload of anybody. */
export function livesOf(marks: readonly Mark[]): Lives {
  const owners = new Map<string, string>();
  const pods: Building[] = [];
  const alive = new Map<string, Building>();
  const wanted = new Map<string, Wanted[]>();
  for (const mark of marks) {
    if (mark.kind !== 'state' || mark.lane.split('/')[1] === ownNamespace) continue;
    if (mark.owner !== undefined) owners.set(mark.lane, mark.owner);
    if (mark.lane.startsWith('pods/')) addPod(mark, pods, alive);
    else addWanted(mark, wanted);
  }
  const known = pods.map((pod) => finish(pod, owners));
  for (const pod of known) if (pod.root === pod.key) wanted.set(pod.key, wantedBare(pod));
  const roots = new Set(known.map(({ root }) => root));
  for (const key of wanted.keys()) if (owners.has(key) && !roots.has(key)) wanted.delete(key);
  return { pods: known, wanted };
}

function addPod(mark: StateMark, pods: Building[], alive: Map<string, Building>): void {
  let pod = alive.get(mark.lane);
  if (pod === undefined) {
    if (mark.state === 'gone') return;
    pod = { key: mark.lane, image: mark.image ?? '', bornMs: mark.timeMs, goneMs: null, spans: [] };
    alive.set(mark.lane, pod);
    pods.push(pod);
  }
  const open = pod.spans.at(-1);
  if (open?.toMs === null) pod.spans[pod.spans.length - 1] = { ...open, toMs: mark.timeMs };
  if (mark.state === 'gone') {
    pod.goneMs = mark.timeMs;
    alive.delete(mark.lane);
  } else {
    const { timeMs, state, serving = false } = mark;
    pod.spans.push({ fromMs: timeMs, toMs: null, state, serving });
  }
}

/** A workload's word is `ready/wanted`. */
function addWanted({ lane, timeMs, state, word }: StateMark, wanted: Map<string, Wanted[]>): void {
  const pods = state === 'gone' ? 0 : Number(word.split('/')[1]);
  if (!Number.isInteger(pods) || lane.startsWith('nodes/') || lane.startsWith('jobs.batch/')) return;
  const steps = wanted.get(lane);
  if (steps === undefined) wanted.set(lane, [{ fromMs: timeMs, pods }]);
  else if (steps.at(-1)?.pods !== pods) steps.push({ fromMs: timeMs, pods });
}

/** A pod that nobody owns is wanted until it is told to go, or is done. */
function wantedBare({ spans, bornMs, goneMs }: PodLife): Wanted[] {
  const end = spans.find(({ state }) => state === 'terminating' || state === 'succeeded')?.fromMs ?? goneMs;
  return [{ fromMs: bornMs, pods: 1 }, ...(end === null ? [] : [{ fromMs: end, pods: 0 }])];
}

function finish(pod: Building, owners: ReadonlyMap<string, string>): PodLife {
  const owner = owners.get(pod.key);
  let root = pod.key;
  // Owners of owners end soon; a circle would be somebody's mistake.
  for (let depth = 0; depth < 8 && owners.has(root); depth++) root = owners.get(root)!;
  const name = pod.key.slice(pod.key.lastIndexOf('/') + 1);
  return { ...pod, name, root, version: `${owner ?? ''} ${pod.image}` };
}

/** What can be compared: the things at the top of both branches, by name. */
export function workloadsOf(sides: readonly Lives[]): string[] {
  const keys = new Set(sides.flatMap(({ pods }) => pods.map(({ root }) => root)));
  return [...keys].toSorted();
}

/** The lives of one workload; of all of them without one. */
export function livesOfWorkload(lives: Lives, workload: string | null): Lives {
  const pods = lives.pods.filter(({ root }) =>
    workload === null ? !root.startsWith('jobs.batch/') : root === workload,
  );
  const roots = new Set(pods.map(({ root }) => root));
  if (workload !== null) roots.add(workload);
  return { pods, wanted: new Map([...lives.wanted].filter(([key]) => roots.has(key))) };
}
