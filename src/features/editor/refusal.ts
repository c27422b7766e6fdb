/**
 * From what the API server said to where it belongs in the text. The server names fields in three ways: as causes of
 * an Invalid status, in strict decoding errors, and in the words of Go's JSON decoder.
 */
import type { Status } from '../../engine/api/status-error.ts';

export interface FieldRefusal {
  /** Empty when the refusal is about the whole object. */
  readonly field: string;
  readonly message: string;
}

export function refusalsOf(status: Pick<Status, 'message' | 'details'>): FieldRefusal[] {
  const message = status.message ?? '';
  const causes =
    status.details?.causes?.filter((cause) => cause.field !== undefined && cause.field !== '') ?? [];
  if (causes.length > 0)
    return causes.map((cause) => ({ field: cause.field ?? '', message: cause.message ?? message }));
  const strict = [...message.matchAll(/((?:unknown|duplicate) field) "([^"]+)"/g)];
  if (strict.length > 0)
    return strict.map(([, what, field]) => ({ field: field ?? '', message: what ?? message }));
  const decoded = /Go struct field \w+\.([\w.[\]]+) of type/.exec(message);
  if (decoded !== null)
    return [{ field: decoded[1] ?? '', message: message.slice(Math.max(0, message.indexOf('json: '))) }];
  const named = /^\S+ "[^"]*" is invalid: ([\w.[\]]+): (.+)$/.exec(message);
  if (named !== null) return [{ field: named[1] ?? '', message: named[2] ?? message }];
  return [{ field: '', message }];
}

/** A long path without its beginning, cut between steps: `…containers[0].resources.requests`. */
export function shortPath(path: string, atMost = 33): string {
  if (path.length <= atMost) return path;
  const steps = path.split('.');
  let kept = steps.pop() ?? path;
  while (steps.length > 0 && kept.length + (steps.at(-1)?.length ?? 0) + 2 <= atMost)
    kept = `${steps.pop()}.${kept}`;
  return `…${kept}`;
}
