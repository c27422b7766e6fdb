/** Where the next page of a list begins: opaque to clients. `apiserver/pkg/storage/continue.go` */
import { decodeBase64, encodeBase64 } from '../api/base64.ts';
import { quote } from '../api/validation/field-error.ts';
import { badRequest } from './errors.ts';

export interface ContinueToken {
  /** The revision of the first page; -1 when any will do. */
  readonly revision: number;
  /** Keys from this one on, below the collection: `namespace/name`, or a name within its namespace. */
  readonly start: string;
}

const version = 'meta.k8s.io/v1';

export function encodeContinue({ revision, start }: ContinueToken): string {
  const text = encodeBase64(JSON.stringify({ v: version, rv: revision, start }));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws StatusError BadRequest for what this server never gave out. */
export function decodeContinue(token: string): ContinueToken {
  if (!/^[\w-]+$/.test(token)) throw refused('illegal base64 data at input byte 0');
  const { v, rv, start } = parse(decodeBase64(token.replaceAll('-', '+').replaceAll('_', '/')));
  if (v !== version)
    throw refused(`server does not recognize this encoded version ${quote(String(v ?? ''))}`);
  if (typeof rv !== 'number' || rv === 0)
    throw refused(`incorrect encoded start resourceVersion (version ${version})`);
  if (typeof start !== 'string' || start === '')
    throw refused(`encoded start key empty (version ${version})`);
  if (start.split('/').some((part) => part === '..' || part === '.')) throw refused(start);
  return { revision: rv, start };
}

function parse(text: string): { readonly v?: unknown; readonly rv?: unknown; readonly start?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    throw refused(`invalid character ${quoteCharacter(text)} looking for beginning of value`);
  }
}

function quoteCharacter(text: string): string {
  return `'${text.slice(0, 1)}'`;
}

function refused(why: string) {
  return badRequest(`invalid continue token: continue key is not valid: ${why}`);
}
