/** Refusals that the HTTP side itself gives, in Kubernetes' form. `apimachinery/pkg/api/errors/errors.go` */
import { refuse } from '../../engine/api/status-error.ts';
import type { ApiResponse } from '../../engine/index.ts';

/** A request that never reaches the engine; its answer is the status. */
export class Refusal extends Error {
  readonly answer: ApiResponse;

  constructor(code: number, reason: string, message: string) {
    super(message);
    this.answer = { code, body: refuse(code, reason, message).status };
  }
}

export function badRequest(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}

export function tooLarge(): Refusal {
  return new Refusal(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728');
}

export function unsupportedMediaType(): Refusal {
  const accepted = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';
  const what = 'the body of the request was in an unknown format';
  return new Refusal(415, 'UnsupportedMediaType', `${what} - accepted media types include: ${accepted}`);
}
