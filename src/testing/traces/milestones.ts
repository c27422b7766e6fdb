/** The states that an object goes through, as short texts: equal texts in a row are one milestone. */
import type { CompactObject, Fields, Run } from './trace.ts';
import type { Naming } from './naming.ts';

export interface Milestone {
  readonly t: number;
  readonly text: string;
}

export interface Life {
  /** `Pod/<web#1~>`: what stands for this object in the other run. */
  readonly group: string;
  readonly alias: string;
  readonly milestones: readonly Milestone[];
}

const gone = 'gone';

/** The lives of all objects of some kinds, in order of their first change. */
export function readLives(run: Run, naming: Naming, kinds: readonly string[]): Life[] {
  const lives = new Map<string, Milestone[]>();
  const ends = new Map<string, { group: string; alias: string }>();
  for (const { t, type, kind, name, obj } of run.changes) {
    if (!kinds.includes(kind)) continue;
    // An object that comes back under its old name begins another life.
    const alias = naming.aliasOf(kind, name);
    const key =
      [...lives.keys()].filter((candidate) => candidate.startsWith(`${alias} `)).at(-1) ?? `${alias} 1`;
    const ended = lives.get(key)?.at(-1)?.text === gone;
    const current = ended ? `${alias} ${Number(key.slice(alias.length)) + 1}` : key;
    const milestones = lives.get(current) ?? [];
    lives.set(current, milestones);
    ends.set(current, { group: naming.groupOf(kind, name), alias: current });
    const text = type === 'DELETED' ? gone : stateOf(kind, obj);
    if (milestones.at(-1)?.text !== text) milestones.push({ t, text });
  }
  const all = [...lives].map(([key, milestones]) => ({ ...ends.get(key)!, milestones }));
  return all.map(withoutBeginning).filter(({ milestones }) => milestones.length > 0);
}

/** Nodes were there before: whether a healthy one was written again at the beginning says nothing. */
function withoutBeginning(life: Life): Life {
  const [first, ...rest] = life.milestones;
  const healthy = life.group.startsWith('Node/') && first?.text.endsWith('Ready=True(KubeletReady)') === true;
  return healthy ? { ...life, milestones: rest } : life;
}

function stateOf(kind: string, obj: CompactObject): string {
  if (kind === 'Pod') return stateOfPod(obj);
  if (kind === 'Node') return [...conditionsOf(obj), ...taintsOf(obj)].join(' ');
  return [...conditionsOf(obj), ...(obj.deletionTimestamp === undefined ? [] : ['deleting'])].join(' ');
}

function stateOfPod({ spec, status, deletionTimestamp }: CompactObject): string {
  const conditions: readonly Fields[] = status?.['conditions'] ?? [];
  const ready = conditions.find((condition) => condition['type'] === 'Ready')?.['status'] === 'True';
  const containers: readonly Fields[] = [
    ...(status?.['initContainerStatuses'] ?? []),
    ...(status?.['containerStatuses'] ?? []),
  ];
  const bound = spec?.['nodeName'] === undefined ? 'unbound' : 'bound';
  // A pod on its way out keeps its phase in some versions and gets a final one in others.
  const phase = deletionTimestamp === undefined ? String(status?.['phase'] ?? '') : 'deleting';
  return [phase, bound, ready ? 'ready' : 'unready', ...containers.map(stateOfContainer)].join(' ');
}

function stateOfContainer({ name, restartCount, state = {} }: Fields): string {
  const { waiting, terminated } = state as Fields;
  const word =
    waiting?.reason ??
    (terminated === undefined ? 'Running' : `${terminated.reason}(${terminated.exitCode})`);
  return `${name}:${word}${restartCount > 0 ? `x${restartCount}` : ''}`;
}

function conditionsOf({ status }: CompactObject): string[] {
  const conditions: readonly Fields[] = status?.['conditions'] ?? [];
  return conditions.map(({ type, status: value, reason }) => `${type}=${value}(${reason ?? ''})`).toSorted();
}

function taintsOf({ spec }: CompactObject): string[] {
  const taints: readonly Fields[] = spec?.['taints'] ?? [];
  return taints.map(({ key, effect }) => `${key}:${effect}`).toSorted();
}
