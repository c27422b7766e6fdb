/** What the cluster has at a field, and who manages it. */
import type { KubeObject } from '../../../bridge/protocol.ts';
import { kindsOf, pathOf } from '../../../model/custom-kinds-of.ts';
import { mirror } from '../../../model/mirror.ts';
import { session } from '../../../model/session.ts';
import type { DocumentPlace, PathStep } from '../yaml-cursor.ts';

export interface LiveField {
  /** As JSON, shortened; undefined when the object has no such field. */
  readonly value: string | undefined;
  readonly managers: readonly { readonly manager: string; readonly operation: string }[];
}

interface FieldSet {
  readonly [step: string]: FieldSet;
}

/** More of a value is the inspector's business. */
const mostCharacters = 160;

/** The key of a document's object, such as `deployments.apps/default/web`; undefined for a kind that is not there. */
export function keyOfDocument({ apiVersion, kind, name, namespace }: DocumentPlace): string | undefined {
  const found = kindsOf(mirror).byKind(apiVersion, kind);
  if (found === undefined || name === '') return undefined;
  return `${found.id}/${found.namespaced ? namespace || 'default' : ''}/${name}`;
}

/** Asks the API server; undefined when it has no such object. */
export async function readLiveField(
  document: DocumentPlace,
  path: readonly PathStep[],
): Promise<LiveField | undefined> {
  const kind = kindsOf(mirror).byKind(document.apiVersion, document.kind);
  if (kind === undefined || document.name === '') return undefined;
  const namespace = kind.namespaced ? document.namespace || 'default' : '';
  const { code, body } = await session.request({
    method: 'GET',
    path: pathOf(kind, namespace, document.name),
  });
  return code === 200 ? fieldOf(body as KubeObject, path) : undefined;
}

export function fieldOf(object: KubeObject, path: readonly PathStep[]): LiveField {
  const value = path.reduce<unknown>(
    (at, step) => (at as Record<PathStep, unknown> | null | undefined)?.[step],
    object,
  );
  const text = value === undefined ? undefined : JSON.stringify(value);
  const { managedFields = [] } = object.metadata ?? {};
  const managers = managedFields
    .filter(({ fieldsV1 }) => manages((fieldsV1 ?? {}) as FieldSet, object, path))
    .map(({ manager = '', operation = '', subresource }) => ({
      manager,
      operation: subresource === undefined ? operation : `${operation} ${subresource}`,
    }));
  const isLong = text !== undefined && text.length > mostCharacters;
  return { value: isLong ? `${text.slice(0, mostCharacters)}…` : text, managers };
}

/** True when a manager has the field, a part of it, or all that it is in. */
function manages(fields: FieldSet, object: unknown, path: readonly PathStep[]): boolean {
  let [set, value] = [fields, object];
  for (const [at, step] of path.entries()) {
    if (at > 0 && Object.keys(set).length === 0) return true;
    const next = typeof step === 'number' ? itemOf(set, value, step) : set[`f:${step}`];
    if (next === undefined) return false;
    set = next;
    value = (value as Record<PathStep, unknown> | null | undefined)?.[step];
  }
  return path.length > 0;
}

/** Items are told by their merge keys, their value or their place. */
function itemOf(set: FieldSet, list: unknown, at: number): FieldSet | undefined {
  const item = (list as readonly unknown[] | undefined)?.[at];
  const found = Object.keys(set).find((step) => {
    if (step.startsWith('v:')) return step.slice(2) === JSON.stringify(item);
    return step === `i:${at}` || (step.startsWith('k:') && hasKeys(item, step.slice(2)));
  });
  return found === undefined ? undefined : set[found];
}

function hasKeys(item: unknown, text: string): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const keys = JSON.parse(text) as Record<string, unknown>;
  return Object.entries(keys).every(([name, value]) => (item as Record<string, unknown>)[name] === value);
}
