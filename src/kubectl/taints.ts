/** Arguments of `kubectl taint` and what they make of a node's taints. `staging/src/k8s.io/kubectl/pkg/cmd/taint` */
import type { Taint } from '../engine/api/generated/types.ts';
import { KubectlError } from './kubectl-error.ts';

export interface TaintChanges {
  readonly add: readonly Taint[];
  readonly remove: ReadonlyArray<{ readonly key: string; readonly effect?: string }>;
}

export type TaintOperation = 'tainted' | 'untainted' | 'modified';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const nameRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

/** @throws KubectlError for what is no taint, and for the same key and effect given twice. */
export function parseTaintChanges(words: readonly string[]): TaintChanges {
  const add: Taint[] = [];
  const remove: Array<{ key: string; effect?: string }> = [];
  for (const word of words) {
    if (word.endsWith('-')) remove.push(toRemoval(parseTaint(word.slice(0, -1))));
    else add.push(toTaint(word, parseTaint(word), add));
  }
  return { add, remove };
}

interface ParsedTaint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

function parseTaint(text: string): ParsedTaint {
  const parts = text.split(':');
  if (parts.length > 2) throw new KubectlError(`invalid taint spec: ${text}`);
  const [pair = '', effect = ''] = parts;
  if (parts.length === 2 && !effects.includes(effect)) {
    throw new KubectlError(`invalid taint effect: ${effect}, unsupported taint effect`);
  }
  const [key = '', value = '', ...more] = pair.split('=');
  if (more.length > 0) throw new KubectlError(`invalid taint spec: ${text}`);
  if (key === '')
    throw new KubectlError(`invalid taint spec: ${text}, name part must be non-empty; ${nameRule}`);
  if (!/^([^/]+\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(key)) {
    throw new KubectlError(`invalid taint spec: ${text}, ${nameRule}`);
  }
  return { key, value, effect };
}

function toRemoval({ key, effect }: ParsedTaint): { key: string; effect?: string } {
  return effect === '' ? { key } : { key, effect };
}

function toTaint(word: string, { key, value, effect }: ParsedTaint, before: readonly Taint[]): Taint {
  if (effect === '') throw new KubectlError(`invalid taint spec: ${word}`);
  if (before.some((taint) => taint.key === key && taint.effect === effect)) {
    throw new KubectlError(
      `duplicated taints with the same key and effect: {${key} ${value} ${effect} <nil>}`,
    );
  }
  return value === '' ? { key, effect } : { key, value, effect };
}

/** Keys of taints to add that the node has already with the same effect, joined by commas. */
export function conflictingTaints(current: readonly Taint[], add: readonly Taint[]): string {
  return current
    .filter((taint) => add.some((other) => isSame(taint, other)))
    .map((taint) => taint.key)
    .join(',');
}

/**
 * New taints first, then the node's own that stay.
 * @throws KubectlError when a taint to remove isn't there.
 */
export function changeTaints(
  current: readonly Taint[],
  { add, remove }: TaintChanges,
  overwrite: boolean,
): { readonly operation: TaintOperation; readonly taints: Taint[] } {
  const missing = remove.find((removal) => ![...add, ...current].some((taint) => isRemoved(taint, removal)));
  if (missing !== undefined) {
    throw new KubectlError(
      `taint "${missing.effect === undefined ? missing.key : `${missing.key}:${missing.effect}`}" not found`,
    );
  }
  const merged = [...add, ...current.filter((taint) => !add.some((other) => isSame(taint, other)))];
  const taints = merged.filter((taint) => !remove.some((removal) => isRemoved(taint, removal)));
  const added = merged.length !== current.length;
  const removed = taints.length !== merged.length;
  return {
    operation: (added && removed) || overwrite ? 'modified' : added ? 'tainted' : 'untainted',
    taints,
  };
}

function isSame(a: Taint, b: Taint): boolean {
  return a.key === b.key && a.effect === b.effect;
}

function isRemoved(taint: Taint, removal: { readonly key: string; readonly effect?: string }): boolean {
  return taint.key === removal.key && (removal.effect === undefined || taint.effect === removal.effect);
}
