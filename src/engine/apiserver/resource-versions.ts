/**
 * Versions in requests of collections: which are too old, too new or no versions, and what may stand beside them.
 * `apimachinery/pkg/apis/meta/internalversion/validation/validation.go`, `apiserver/pkg/storage/errors.go`
 */
import type { ResourceKind } from '../api/kinds.ts';
import { refuse, type StatusError } from '../api/status-error.ts';
import { type FieldError, forbidden, invalid, notSupported, quote } from '../api/validation/field-error.ts';
import { invalidStatus } from '../api/validation/index.ts';
import { badRequest } from './errors.ts';

type Query = Readonly<Record<string, string>>;

/** @throws StatusError Invalid when options of a list or a watch do not go together. */
export function checkOptions(verb: 'list' | 'watch', query: Query): void {
  if (query['resourceVersionMatch'] === undefined && query['sendInitialEvents'] === undefined) return;
  const errors = verb === 'watch' ? watchErrors(query) : listErrors(query);
  if (errors.length > 0) throw invalidStatus(listOptions, '', errors);
}

/** What the refusal of options names as their kind. */
const listOptions = { kind: 'ListOptions', group: 'meta.k8s.io' } as ResourceKind;

function listErrors(query: Query): FieldError[] {
  const match = query['resourceVersionMatch'] ?? '';
  const refused = (why: string): FieldError =>
    forbidden('resourceVersionMatch', `resourceVersionMatch ${why}`);
  const errors: FieldError[] = [];
  if (match !== '') {
    if (!query['resourceVersion']) errors.push(refused('is forbidden unless resourceVersion is provided'));
    if (query['continue']) errors.push(refused('is forbidden when continue is provided'));
    if (match !== 'Exact' && match !== 'NotOlderThan')
      errors.push(notSupported('resourceVersionMatch', match, ['Exact', 'NotOlderThan', '']));
    if (match === 'Exact' && query['resourceVersion'] === '0')
      errors.push(refused('"exact" is forbidden for resourceVersion "0"'));
  }
  if (query['sendInitialEvents'] !== undefined)
    errors.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  return errors;
}

function watchErrors(query: Query): FieldError[] {
  const match = query['resourceVersionMatch'] ?? '';
  const isInitial = query['sendInitialEvents'] !== undefined;
  const refused = (why: string): FieldError => forbidden('resourceVersionMatch', why);
  const errors: FieldError[] = [];
  if (isInitial && match !== 'NotOlderThan')
    errors.push(refused('sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'));
  if (match === '') return errors;
  if (!isInitial)
    errors.push(refused('resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'));
  if (match !== 'NotOlderThan') errors.push(notSupported('resourceVersionMatch', match, ['NotOlderThan']));
  if (query['continue']) errors.push(refused('resourceVersionMatch is forbidden when continue is provided'));
  return errors;
}

/** What is wrong with a text as a version; undefined for a version. Empty text is none, and fine. */
function versionError(text: string): FieldError | undefined {
  if (/^\d*$/.test(text)) return undefined;
  const why = `strconv.ParseUint: parsing ${quote(text)}: invalid syntax`;
  return invalid('resourceVersion', text, why);
}

/** The version that a list names: 0 for none or any. @throws StatusError BadRequest */
export function listVersion(query: Query): number {
  const text = query['resourceVersion'] ?? '';
  const error = versionError(text);
  if (error === undefined) return Number(text);
  throw badRequest(
    `invalid resource version: ${error.field}: Invalid value: ${quote(text)}: ${error.detail}`,
  );
}

/** The version that a watch names: 0 for none or any. @throws StatusError Invalid */
export function watchVersion(kind: ResourceKind, query: Query): number {
  const text = query['resourceVersion'] ?? '';
  const error = versionError(text);
  if (error === undefined) return Number(text);
  throw invalidStatus({ ...kind, kind: kind.plural }, '', [error]);
}

/** Nothing this new is known yet. */
export function tooLarge(version: number, current: number): StatusError {
  const message = `Timeout: Too large resource version: ${version}, current: ${current}`;
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  return refuse(504, 'Timeout', message, { causes, retryAfterSeconds: 1 });
}

export function expired(message: string): StatusError {
  return refuse(410, 'Expired', message);
}
