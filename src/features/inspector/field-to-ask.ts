/** Fields as one asks about them: items of a list by the name that Kubernetes tells them apart by. */
import type { FieldPath } from './field-owners.ts';

/**
 * `status.conditions[Ready].status`: a value of the status, or of what was asked for. Undefined for what has no answer of
 * its own: a list or map as a whole, and what every object is given.
 */
export function fieldToAsk(object: unknown, path: FieldPath): string | undefined {
  if (path[0] !== 'status' && path[0] !== 'spec') return undefined;
  let value = object;
  let field = '';
  for (const step of path) {
    const inner: unknown = (value as Readonly<Record<string | number, unknown>> | null | undefined)?.[step];
    if (typeof step === 'number') field += `[${nameOf(inner) ?? step}]`;
    else field += field === '' ? step : `.${step}`;
    value = inner;
  }
  const isValue = value !== undefined && (typeof value !== 'object' || value === null);
  // Names with dots or brackets in them would be read as paths.
  return isValue && !path.some((step) => typeof step === 'string' && /[.[\]]/.test(step)) ? field : undefined;
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { type, name, key } = item as Readonly<Record<string, unknown>>;
  const found = type ?? name ?? key;
  return typeof found === 'string' && !found.includes(']') ? found : undefined;
}
