/** `/podarium/time`: simulated time as its host holds it. */
import type { ApiResponse } from '../../engine/index.ts';
import type { ClusterTime } from './cluster-time.ts';
import { badRequest, Refusal } from './refusal.ts';

/**
 * GET answers the time; POST takes `{"speed": 2}`, `{"pause": true}` and `{"advanceSeconds": 30}`, also together.
 * @throws Refusal for anything else.
 */
export function answerTime(time: ClusterTime, method: string, body: unknown): ApiResponse {
  if (method === 'GET' || method === 'HEAD') return { code: 200, body: time.state };
  if (method !== 'POST')
    throw new Refusal(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
    );
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('expected an object with speed, pause or advanceSeconds');
  for (const [key, value] of Object.entries(body)) set(time, key, value);
  return { code: 200, body: time.state };
}

function set(time: ClusterTime, key: string, value: unknown): void {
  try {
    if (key === 'speed' && typeof value === 'number') return time.setSpeed(value);
    if (key === 'pause' && typeof value === 'boolean') return time.pause(value);
    if (key === 'advanceSeconds' && typeof value === 'number') return time.advance(value);
  } catch (error) {
    if (error instanceof RangeError) throw badRequest(error.message);
    throw error;
  }
  throw badRequest(`${key}: expected speed (a number), pause (true or false) or advanceSeconds (a number)`);
}
