import type { Container, Pod } from './generated/types.ts';
import { parseQuantity, scaledValue } from './quantity.ts';

/** A field or resource that can't be told, in the kubelet's words. */
export class FieldPathError extends Error {}

/**
 * The value of a fieldRef that reads metadata. `pkg/fieldpath/fieldpath.go` ExtractFieldPathAsString
 * @throws FieldPathError
 */
export function fieldOf(pod: Pod, fieldPath: string): string {
  const { metadata } = pod;
  const subscript = splitSubscript(fieldPath);
  if (subscript !== undefined) return subscripted(pod, subscript.path, subscript.key);
  switch (fieldPath) {
    case 'metadata.annotations':
      return formatMap(metadata?.annotations);
    case 'metadata.labels':
      return formatMap(metadata?.labels);
    case 'metadata.name':
      return metadata?.name ?? '';
    case 'metadata.namespace':
      return metadata?.namespace ?? '';
    case 'metadata.uid':
      return metadata?.uid ?? '';
    default:
      throw new FieldPathError(`unsupported fieldPath: ${fieldPath}`);
  }
}

/** Path and key of `metadata.labels['key']`; undefined when there is no key in brackets. */
export function splitSubscript(fieldPath: string): { path: string; key: string } | undefined {
  if (!fieldPath.endsWith("']")) return undefined;
  const begin = fieldPath.indexOf("['");
  if (begin < 0 || begin + 2 > fieldPath.length - 2) return undefined;
  return { path: fieldPath.slice(0, begin), key: fieldPath.slice(begin + 2, -2) };
}

/** A line `key="value"` for each entry, sorted. */
export function formatMap(map: Readonly<Record<string, string>> | undefined | null): string {
  const entries = Object.entries(map ?? {}).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return entries.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join('\n');
}

const resourceBase: Readonly<Record<string, number>> = { cpu: 3 };

/**
 * The value of a resourceFieldRef: how many divisors, rounded up. `pkg/api/v1/resource/helpers.go`
 * @throws FieldPathError
 */
export function resourceFieldOf(container: Container, resource: string, divisor = '1'): string {
  const [list, ...rest] = resource.split('.');
  const name = rest.join('.');
  if ((list !== 'limits' && list !== 'requests') || name === '') {
    throw new FieldPathError(`unsupported container resource : ${resource}`);
  }
  const amount = container.resources?.[list]?.[name] ?? '0';
  // Cpu is counted in thousandths so that 250m by 1m is 250; everything else in whole units.
  const digits = resourceBase[name] ?? 0;
  const amountUnits = scaledValue(parseQuantity(amount), -digits);
  const divisorUnits = scaledValue(parseQuantity(divisor === '0' ? '1' : divisor), -digits);
  return `${(amountUnits + divisorUnits - 1n) / divisorUnits}`;
}

function subscripted(pod: Pod, path: string, key: string): string {
  if (path === 'metadata.annotations') {
    if (!isQualifiedName(key.toLowerCase()))
      throw new FieldPathError(`invalid key subscript in ${path}: ${key}`);
    return pod.metadata?.annotations?.[key] ?? '';
  }
  if (path === 'metadata.labels') {
    if (!isQualifiedName(key)) throw new FieldPathError(`invalid key subscript in ${path}: ${key}`);
    return pod.metadata?.labels?.[key] ?? '';
  }
  throw new FieldPathError(`fieldPath ${JSON.stringify(`${path}['${key}']`)} does not support subscript`);
}

function isQualifiedName(text: string): boolean {
  return /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(
    text,
  );
}
