/** The API server at the address of its Service, as programs in pods reach it. */
import type { HttpQuestion, PortAnswer } from '../api/container-runtime.ts';
import { headerOf } from '../api/http-answer.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import type { AuthorizationMode } from '../api/settings.ts';
import type { Store } from '../api/store.ts';
import { authenticateToken } from './service-account-token.ts';
import type { Clock } from './clock.ts';

export interface InsideDoor {
  readonly store: Store;
  readonly clock: Clock;
  readonly mode: AuthorizationMode;
  handle(request: ApiRequest): ApiResponse;
}

/** How long it takes over an answer, in ms. */
const answerMs = 4;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
/** What it answers with line ends and indents. `apiserver/pkg/endpoints/handlers/negotiation/negotiate.go` isPrettyPrint */
const readers = /^(curl|Wget|Mozilla\/5.0)/;

/** `question` decides who asks: its token, or nobody in particular, whom only clusters with roles let in. */
export function answerInside(door: InsideDoor, path: string, question: HttpQuestion): PortAnswer {
  const { headers = {}, method = 'GET' } = question;
  const token = /^Bearer +(\S+)$/i.exec(headerOf(headers, 'authorization') ?? '')?.[1];
  const user = token === undefined ? undefined : authenticateToken(token, door.store, door.clock);
  // Anonymous requests are refused where everything is allowed. `pkg/kubeapiserver/options/authentication.go`
  if (user === undefined && (token !== undefined || door.mode === 'AlwaysAllow'))
    return answered(401, unauthorized, true);
  const known = methods.find((one) => one === (method === 'HEAD' ? 'GET' : method));
  if (known === undefined) return answered(405, 'Method Not Allowed\n', false);
  const [bare = '', query = ''] = path.split(/\?(.*)/s);
  const agent = headerOf(headers, 'user-agent') ?? '';
  const { code, body } = door.handle({
    method: known,
    path: bare,
    query: queryOf(query),
    user: user?.name ?? 'system:anonymous',
    ...(user === undefined ? {} : { groups: user.groups }),
    ...(agent === '' ? {} : { userAgent: agent }),
    ...contentOf(question, headers),
  });
  return answered(code, body, readers.test(agent));
}

const unauthorized = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'Unauthorized',
  reason: 'Unauthorized',
  code: 401,
};

function answered(status: number, body: unknown, isPretty: boolean): PortAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, isPretty ? 2 : undefined);
  return { kind: 'http', status, body: text, delayMs: answerMs, secure: true, authority: 'cluster' };
}

/** A body that is no JSON is handed on as it is: the API server says what is wrong with it. */
function contentOf(
  { body }: HttpQuestion,
  headers: Readonly<Record<string, string>>,
): Pick<ApiRequest, 'body' | 'contentType'> {
  if (body === undefined) return {};
  const contentType = headerOf(headers, 'content-type') ?? 'application/json';
  try {
    return { contentType, body: JSON.parse(body) as unknown };
  } catch {
    return { contentType, body };
  }
}

function queryOf(query: string): Record<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(pairs.map((pair) => readPair(pair)));
}

function readPair(pair: string): [string, string] {
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  try {
    return [decodeURIComponent(name), decodeURIComponent(value)];
  } catch {
    return [name, value];
  }
}
