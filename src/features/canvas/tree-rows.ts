/** The canvas as a tree of rows, for those who don't see it: machines with their pods, the queue, the Services. */
import type { Pod } from '../../engine/api/generated/types.ts';
import { objectKey } from '../../model/mirror.ts';
import type { MachineScene, Scene } from './scene.ts';
import type { PlanRow } from './views/plan-store.ts';

export interface TreeRow {
  /** Its own where an object has several rows; else its key. */
  readonly id?: string;
  /** Key of the object; the queue, which is none, has a name of its own. */
  readonly key: string;
  readonly kind: 'machine' | 'queue' | 'pod' | 'service' | 'other';
  readonly level: number;
  /** Of a row of another view: what it says. */
  readonly name?: string;
  readonly cells?: readonly string[];
  /** Number of rows below a parent row. */
  readonly children?: number;
  readonly isExpanded?: boolean;
}

export const queueKey = 'queue';
/** Below this many pods everything is open; above, only what the focus is in. */
const openBelow = 400;
const manyChildren = 40;

/** `isWhole`: everything is open, however much it is. */
export function treeRows(scene: Scene, focused: string | null, isWhole = false): readonly TreeRow[] {
  const opensAll = isWhole || scene.podCount < openBelow;
  const rows: TreeRow[] = [];
  const addGroup = (key: string, kind: 'machine' | 'queue', pods: readonly Pod[]): void => {
    const isFocusHere = (): boolean => pods.some((pod) => objectKey('pods', pod) === focused);
    const isExpanded = opensAll || focused === key || (focused !== null && isFocusHere());
    rows.push({ key, kind, level: 1, children: pods.length, isExpanded });
    if (isExpanded) for (const pod of pods) rows.push({ key: objectKey('pods', pod), kind: 'pod', level: 2 });
  };
  const addMachine = ({ name, pods }: MachineScene): void => addGroup(`nodes//${name}`, 'machine', pods);
  if (scene.controlPlane !== undefined) addMachine(scene.controlPlane);
  if (scene.queue.length > 0) addGroup(queueKey, 'queue', scene.queue);
  for (const machine of scene.machines) addMachine(machine);
  for (const { key } of scene.services) rows.push({ key, kind: 'service', level: 1 });
  return rows;
}

/** Rows of another view. In a large one, what has many children shows them only while the focus is in it. */
export function planRows(rows: readonly PlanRow[], focused: string | null): readonly TreeRow[] {
  const opensAll = rows.length < openBelow;
  const shown: TreeRow[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const end = endOf(rows, index);
    const isOpen =
      opensAll ||
      (row.children ?? 0) < manyChildren ||
      rows.slice(index, end).some(({ key }) => key === focused);
    shown.push({ ...row, kind: 'other', isExpanded: isOpen });
    if (!isOpen) index = end - 1;
  }
  return shown;
}

/** After the last row below this one. */
function endOf(rows: readonly PlanRow[], index: number): number {
  const level = rows[index]!.level;
  const end = rows.findIndex((row, at) => at > index && row.level <= level);
  return end < 0 ? rows.length : end;
}

/** Where a key of the keyboard leads from a row; undefined when it leads nowhere. */
export function moveInTree(rows: readonly TreeRow[], from: number, key: string): number | undefined {
  const last = rows.length - 1;
  const target = destination(rows, from, key);
  return target === undefined || target < 0 || target > last ? undefined : target;
}

function destination(rows: readonly TreeRow[], from: number, key: string): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowRight':
      return inwards(rows, from);
    case 'ArrowLeft':
      return outwards(rows, from);
    default:
      return undefined;
  }
}

/** To the first child; from a row of the outermost level that has none, to the next of its kind. */
function inwards(rows: readonly TreeRow[], from: number): number | undefined {
  const level = rows[from]?.level ?? 1;
  if ((rows[from + 1]?.level ?? 0) > level) return from + 1;
  return level === 1 ? rows.findIndex((row, index) => index > from && row.level === 1) : undefined;
}

function outwards(rows: readonly TreeRow[], from: number): number | undefined {
  const level = rows[from]?.level ?? 1;
  return level > 1 ? rows.findLastIndex((row, index) => index < from && row.level < level) : undefined;
}
