import type { ApiResponse } from '../../bridge/protocol.ts';

/** Why the API server refused, in its own words; undefined when it did not. */
export function refusalIn(answer: ApiResponse): string | undefined {
  return answer.code < 400 ? undefined : (answer.body as { message?: string }).message;
}
