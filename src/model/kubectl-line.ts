/** The kubectl line that does what a request does: what a person does by mouse can be typed as well. */
import type { ApiRequest } from '../bridge/protocol.ts';
import { builtInTable, type KindTable } from '../engine/api/kinds.ts';

interface Target {
  readonly singular: string;
  readonly flags: string;
  readonly name: string;
}

/** Undefined for what kubectl has no line for. */
export function kubectlLine(
  { method, path, body, contentType }: ApiRequest,
  kinds: KindTable = builtInTable,
): string | undefined {
  const target = targetOf(path, kinds);
  if (target === undefined) return undefined;
  const { singular, name, flags } = target;
  switch (method) {
    case 'DELETE':
      return name === '' ? undefined : `kubectl delete ${singular} ${name}${flags}`;
    case 'PATCH':
      return patchLine(target, body, contentType);
    case 'POST':
      return `echo ${quoted(JSON.stringify(body))} | kubectl create${flags} -f -`;
    default:
      return undefined;
  }
}

function patchLine(
  { singular, name, flags }: Target,
  body: unknown,
  contentType: string | undefined,
): string {
  const cordon = (body as { spec?: { unschedulable?: unknown } }).spec?.unschedulable;
  if (singular === 'node' && typeof cordon === 'boolean')
    return `kubectl ${cordon ? 'cordon' : 'uncordon'} ${name}`;
  const type = contentType === 'application/merge-patch+json' ? ' --type=merge' : '';
  return `kubectl patch ${singular} ${name}${flags}${type} -p ${quoted(JSON.stringify(body))}`;
}

function targetOf(path: string, kinds: KindTable): Target | undefined {
  const match = /^\/(?:api|apis\/([^/]+))\/[^/]+(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?$/.exec(
    path,
  );
  if (match === null) return undefined;
  const [, group = '', namespace = '', plural = '', name = ''] = match;
  const kind = kinds.served.find((candidate) => candidate.plural === plural && candidate.group === group);
  if (kind === undefined) return undefined;
  const flags = namespace === '' || namespace === 'default' ? '' : ` -n ${decodeURIComponent(namespace)}`;
  return { singular: kind.singular, flags, name: decodeURIComponent(name) };
}

/** A word as a shell reads it: in quotes where it needs them. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
