/** Which objects of a collection a request means: label and field selectors. */
import { matchesFields, parseFieldSelector } from '../api/field-selector.ts';
import { matchesLabels, parseLabelSelector } from '../api/label-selector.ts';
import type { ResourceKind } from '../api/kinds.ts';
import type { AnyObject, KubeObject } from '../api/object.ts';
import { badRequest } from './errors.ts';

export type Selection = (object: KubeObject) => boolean;

/** @throws StatusError BadRequest when a selector cannot be read. */
export function selectionOf(
  kind: ResourceKind,
  query: Readonly<Record<string, string>> | undefined,
): Selection {
  const labels = query?.['labelSelector'] ?? '';
  const fields = query?.['fieldSelector'] ?? '';
  const byLabel = labels === '' ? () => true : labelSelection(labels);
  const byField = fields === '' ? () => true : fieldSelection(kind, fields);
  return (object) => byLabel(object) && byField(object);
}

function labelSelection(text: string): Selection {
  const selector = readOrRefuse(() => parseLabelSelector(text));
  return (object) => matchesLabels(selector, object.metadata?.labels ?? {});
}

function fieldSelection(kind: ResourceKind, text: string): Selection {
  const selector = readOrRefuse(() => parseFieldSelector(text));
  return (object) => {
    const fields = selector.map(({ field }) => [field, fieldOf(kind, object as AnyObject, field)]);
    return matchesFields(selector, Object.fromEntries(fields) as Record<string, string>);
  };
}

/** Any scalar path answers; the real server knows a list of paths per kind. */
function fieldOf(kind: ResourceKind, object: AnyObject, path: string): string {
  if (kind.id === 'events' && path === 'source') return String(readPath(object, 'source.component') ?? '');
  const value = readPath(object, path);
  return value === undefined || value === null ? '' : String(value);
}

function readPath(object: unknown, path: string): unknown {
  let value = object;
  for (const part of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
  return value;
}

function readOrRefuse<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw badRequest(error instanceof Error ? error.message : String(error));
  }
}
