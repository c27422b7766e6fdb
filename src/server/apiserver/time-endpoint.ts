/** `/podarium/time`: simulated time as its host holds it. */
import type { ApiResponse } from '../../engine/index.ts';
import { type ClusterTime, maxAdvanceSeconds, maxSpeed } from './cluster-time.ts';
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
  const changes = Object.entries(body).map(([key, value]) => changeOf(time, key, value));
  for (const change of changes) change();
  return { code: 200, body: time.state };
}

/** What a field asks for, checked before any of the others is done. @throws Refusal */
function changeOf(time: ClusterTime, key: string, value: unknown): () => void {
  if (key === 'pause' && typeof value === 'boolean') return () => time.pause(value);
  if (key === 'speed' && typeof value === 'number') {
    const isSpeed = value > 0 && value <= maxSpeed;
    if (!isSpeed) throw badRequest(`speed: ${value} is not above 0 and up to ${maxSpeed}`);
    return () => time.setSpeed(value);
  }
  if (key === 'advanceSeconds' && typeof value === 'number') {
    const isSpan = value >= 0 && value <= maxAdvanceSeconds;
    if (!isSpan) throw badRequest(`advanceSeconds: ${value} is not from 0 to ${maxAdvanceSeconds}`);
    return () => time.advance(value);
  }
  throw badRequest(`${key}: expected speed (a number), pause (true or false) or advanceSeconds (a number)`);
}
