/** Paths of the API to what they name. `apiserver/pkg/endpoints/request/requestinfo.go` */
import { builtInTable, type KindTable, type ResourceKind, resourceById } from '../api/kinds.ts';

export interface ResourcePath {
  /** In the version that objects are stored in. */
  readonly kind: ResourceKind;
  /** The version that the path names, where that is another one. */
  readonly served?: ResourceKind;
  /** '' for all namespaces, and for what has none. */
  readonly namespace: string;
  /** '' for the collection. */
  readonly name: string;
  readonly subresource: string;
  /** What comes after `proxy/`. */
  readonly rest?: string;
}

/** Undefined when the path names no resource that the engine has. */
export function parsePath(path: string, kinds: KindTable = builtInTable): ResourcePath | undefined {
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment);
  const grouped = segments[0] === 'apis';
  if (!grouped && segments[0] !== 'api') return undefined;
  const [group, version] = grouped ? [segments[1] ?? '', segments[2] ?? ''] : ['', segments[1] ?? ''];
  const rest = segments.slice(grouped ? 3 : 2);
  const found = parseResource((plural) => kinds.byPath(group, version, plural), rest);
  if (found?.kind.storedAs === undefined) return found;
  return { ...found, kind: resourceById(found.kind.storedAs, kinds), served: found.kind };
}

function parseResource(
  find: (plural: string) => ResourceKind | undefined,
  segments: readonly string[],
): ResourcePath | undefined {
  if (segments[0] === 'namespaces' && segments.length >= 3) {
    const kind = find(segments[2]!);
    if (kind !== undefined && kind.namespaced) return at(kind, segments[1]!, segments.slice(3));
  }
  const kind = find(segments[0] ?? '');
  return kind === undefined ? undefined : at(kind, '', segments.slice(1));
}

function at(kind: ResourceKind, namespace: string, rest: readonly string[]): ResourcePath | undefined {
  const subresource = rest[1] ?? '';
  if (rest.length > 2 && subresource !== 'proxy') return undefined;
  if (subresource !== '' && !kind.subresources.includes(subresource)) return undefined;
  const found = { kind, namespace, name: rest[0] ?? '', subresource };
  return subresource === 'proxy' ? { ...found, rest: rest.slice(2).join('/') } : found;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
