/**
 * The text of a manifest as it would read if it said what the cluster has: same order, same comments, with only those
 * fields changed that applying the manifest would change.
 */
import { Document, isAlias, visit } from 'yaml';
import type { AnyObject } from '../engine/index.ts';

export interface FieldDifference {
  /** `spec.template.spec.containers[name=web].image`. */
  readonly path: string;
  /** The last step of the path. */
  readonly field: string;
  /** Undefined when the cluster does not have the field. */
  readonly live: unknown;
  /** Undefined when applying would remove the field. */
  readonly desired: unknown;
}

export interface LiveText {
  readonly desired: string;
  readonly live: string;
  readonly differences: readonly FieldDifference[];
}

type Step = string | number;
type Fields = Readonly<Record<string, unknown>>;

/** Written by the server with every change. */
const serversOwn = new Set([
  'status',
  'managedFields',
  'resourceVersion',
  'generation',
  'uid',
  'creationTimestamp',
]);
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
/** What makes an item of a list itself, as the server merges lists. */
const itemKeys = [
  'name',
  'containerPort',
  'port',
  'mountPath',
  'devicePath',
  'ip',
  'key',
  'topologyKey',
  'type',
];

/** Compares a document with the live object and with what the object would be once it was applied. */
export function liveTextOf(
  document: Document,
  live: AnyObject,
  after: AnyObject,
  look: { readonly indentSeq: boolean },
): LiveText {
  const print = (doc: Document): string => doc.toString({ lineWidth: 0, ...look });
  const desired = hasAliases(document) ? new Document(document.toJS()) : document.clone();
  // What stands between documents is no part of this one.
  desired.directives = undefined as never;
  const changed = desired.clone();
  const differences: FieldDifference[] = [];
  new Reverter(changed, differences).revert([], '', desired.toJS(), live, after);
  return { desired: print(desired), live: print(changed), differences };
}

function hasAliases(document: Document): boolean {
  let found = false;
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) found = true;
    },
  });
  return found;
}

class Reverter {
  readonly #document: Document;
  readonly #differences: FieldDifference[];

  constructor(document: Document, differences: FieldDifference[]) {
    this.#document = document;
    this.#differences = differences;
  }

  /** Puts the live value in the place of what applying would make of it. */
  revert(at: readonly Step[], path: string, written: unknown, live: unknown, after: unknown): void {
    if (isSame(live, after)) return;
    if (isFields(live) && isFields(after) && isFields(written))
      this.#revertFields(at, path, written, live, after);
    else if (Array.isArray(live) && Array.isArray(after) && Array.isArray(written)) {
      this.#revertItems(at, path, written, live, after);
    } else {
      this.#differences.push({ path, field: lastStep(path), live, desired: after });
      if (written === undefined && live === undefined) return;
      if (live === undefined) this.#document.deleteIn(at);
      else if (written !== undefined || after === undefined) this.#set(at, live);
    }
  }

  #revertFields(at: readonly Step[], path: string, written: Fields, live: Fields, after: Fields): void {
    for (const field of new Set([...Object.keys(live), ...Object.keys(after)])) {
      if (serversOwn.has(field) && at.length < 2) continue;
      if (field === lastApplied) continue;
      // What the server fills in beside what is written.
      if (written[field] === undefined && live[field] === undefined) continue;
      const inner = /^[\w-]+$/.test(field) ? `${path}${path === '' ? '' : '.'}${field}` : `${path}[${field}]`;
      if (written[field] === undefined && isFields(live[field]) && isFields(after[field])) {
        this.#revertFields([...at, field], inner, {}, live[field], after[field]);
        continue;
      }
      this.revert([...at, field], inner, written[field], live[field], after[field]);
    }
  }

  #revertItems(
    at: readonly Step[],
    path: string,
    written: readonly unknown[],
    live: readonly unknown[],
    after: readonly unknown[],
  ): void {
    const key = itemKeyOf([...written, ...live, ...after]);
    const idOf = (item: unknown, index: number): unknown =>
      key === undefined ? index : (item as Fields)[key];
    const find = (items: readonly unknown[], id: unknown): unknown =>
      items.find((item, index) => idOf(item, index) === id);
    const places = written.map((item, index) => ({ id: idOf(item, index), index }));
    const gone = live.filter((item, index) => find(after, idOf(item, index)) === undefined);
    // From behind, so that the places before stay what they are.
    for (const { id, index } of places.toReversed()) {
      const name = key === undefined ? `${path}[${String(id)}]` : `${path}[${key}=${String(id)}]`;
      this.revert([...at, index], name, written[index], find(live, id), find(after, id));
    }
    for (const item of gone) {
      this.#differences.push({ path, field: lastStep(path), live: item, desired: undefined });
      this.#document.addIn(at, this.#document.createNode(item));
    }
  }

  #set(at: readonly Step[], value: unknown): void {
    if (at.length === 0) this.#document.contents = this.#document.createNode(value) as never;
    else if (typeof value === 'object') this.#document.setIn(at, this.#document.createNode(value));
    else this.#document.setIn(at, value);
  }
}

function itemKeyOf(items: readonly unknown[]): string | undefined {
  if (items.length === 0 || !items.every(isFields)) return undefined;
  return itemKeys.find((key) => items.every((item) => ['string', 'number'].includes(typeof item[key])));
}

function lastStep(path: string): string {
  const [, keyed, plain] = /(?:\[(?:\w+=)?([^\]]+)\]|([^.[\]]+))$/.exec(path) ?? [];
  return plain ?? keyed ?? path;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isFields(a) || !isFields(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}
