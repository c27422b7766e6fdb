import type { ResourceKind } from '../kinds.ts';
import { refuse, type StatusError } from '../status-error.ts';
import { errorBody, errorText, type FieldError } from './field-error.ts';

/**
 * The refusal of an object: `Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: ...`.
 * `staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go`, NewInvalid
 */
export function invalidStatus(kind: ResourceKind, name: string, errors: readonly FieldError[]): StatusError {
  const texts = [...new Set(errors.map((error) => errorText(error)))];
  const list = texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
  const qualified = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
  const causes = errors.map((error) => ({
    reason: error.type,
    message: errorBody(error),
    field: error.field,
  }));
  const group = kind.group === '' ? {} : { group: kind.group };
  return refuse(422, 'Invalid', `${qualified} "${name}" is invalid: ${list}`, {
    ...(name === '' ? {} : { name }),
    ...group,
    kind: kind.kind,
    causes,
  });
}
