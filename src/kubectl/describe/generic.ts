/** Kinds without a description of their own: every field, by name. `kubectl/pkg/describe/describe.go` genericDescriber */
import type { AnyObject } from '../../engine/api/object.ts';
import type { Description } from './description.ts';

/** Words that stay in capitals in titles. */
const acronyms = new Set(['API', 'URL', 'UID', 'OSB', 'GUID']);
const skipped = new Set([
  '.metadata.managedFields',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.labels',
  '.metadata.annotations',
]);

export function describeAnything(description: Description, object: AnyObject): void {
  const { metadata } = object;
  description.field('Name', metadata?.name);
  description.field('Namespace', metadata?.namespace ?? '');
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  describeFields(description, object, '', 0);
}

function describeFields(
  description: Description,
  fields: Readonly<Record<string, unknown>>,
  path: string,
  level: number,
): void {
  for (const name of Object.keys(fields).toSorted()) {
    const value = fields[name];
    const at = `${path}.${name}`;
    if (skipped.has(at) || value === undefined || value === null) continue;
    const title = titleOf(name);
    if (Array.isArray(value)) describeItems(description, title, value, at, level);
    else if (typeof value === 'object') {
      description.line(`${title}:`, level);
      describeFields(description, value as Record<string, unknown>, at, level + 1);
    } else description.field(title, value, level);
  }
}

function describeItems(
  description: Description,
  title: string,
  items: readonly unknown[],
  path: string,
  level: number,
): void {
  description.line(`${title}:`, level);
  for (const item of items) {
    if (typeof item === 'object' && item !== null)
      describeFields(description, item as Record<string, unknown>, path, level + 1);
    else description.line(String(item), level + 1);
  }
}

/** `creationTimestamp` as `Creation Timestamp`; a key of another alphabet than a field's stays as it is. */
function titleOf(field: string): string {
  if (/[^\p{L}-]/u.test(field)) return field;
  const words = field.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[^A-Za-z0-9]+/g) ?? [field];
  return words
    .map((word) => {
      const upper = word.toUpperCase();
      return acronyms.has(upper) ? upper : word[0]!.toUpperCase() + word.slice(1);
    })
    .join(' ');
}
