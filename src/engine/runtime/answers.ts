import type { HttpQuestion, PortAnswer } from '../api/container-runtime.ts';
import { answeringServer } from './answering-server.ts';
import { createFiles, type ProcessControl } from './container-host.ts';
import { statusText } from './commands/http-client.ts';
import { echoBody } from './echo-body.ts';
import { isHung } from './fault-target.ts';
import type { ImageDefinition, ServerDefinition } from './image-definition.ts';
import type { ContainerRecord, Listener, Sandbox } from './records.ts';
import { absolutePath } from './shell/output.ts';
import type { World } from './world.ts';

/** What a listening port answers. */

type Http = NonNullable<ServerDefinition['http']>;

/** How long a server takes over an answer, in ms. */
const answerMs = 1;

const refused: PortAnswer = { kind: 'refused' };
const open = { kind: 'open', delayMs: answerMs } as const;

function page(status: number, body: string): PortAnswer {
  return { kind: 'http', status, body, delayMs: answerMs };
}

/** What a gRPC server answers: to HTTP as its image does, else that its port is open and how its services are. */
function askGrpc(
  world: World,
  listener: Listener,
  rule: Extract<Listener['answer'], { kind: 'grpc' }>,
  path: string | undefined,
  control: ProcessControl,
): PortAnswer {
  if (path !== undefined) return askImage(world, listener, path, control);
  const started = world.container(listener.podUid, listener.container)?.startedMs ?? 0;
  const failing = rule.untilMs !== undefined && world.nowMs - started >= rule.untilMs;
  return { ...open, grpc: { [rule.service]: failing ? 'NOT_SERVING' : 'SERVING' } };
}

/** Asks a port in a pod's network namespace. `path` undefined only connects. */
export function askPort(
  world: World,
  sandbox: Sandbox,
  port: number,
  path: string | undefined,
  control: ProcessControl,
  question?: HttpQuestion,
): PortAnswer {
  const listener = world.listeners(sandbox).find((candidate) => candidate.port === port);
  if (listener === undefined || listener.readyAtMs > world.nowMs) return refused;
  // The kernel takes connections for a program that stands still.
  if (world.faults.size > 0 && isListenerHung(world, listener))
    return path === undefined && listener.answer.kind !== 'grpc' ? open : { kind: 'timeout' };
  if (listener.answer.kind === 'grpc') return askGrpc(world, listener, listener.answer, path, control);
  if (path === undefined || listener.answer.kind === 'open') return open;
  if (listener.answer.kind === 'text') return page(listener.answer.status, listener.answer.body);
  return askImage(world, listener, path, control, question);
}

function isListenerHung(world: World, { podUid, container: name }: Listener): boolean {
  const sandbox = world.sandboxes.get(podUid);
  const container = sandbox?.containers[name];
  return sandbox !== undefined && container !== undefined && isHung(world, sandbox, container);
}

function askImage(
  world: World,
  listener: Listener,
  path: string,
  control: ProcessControl,
  question: HttpQuestion = {},
): PortAnswer {
  const sandbox = world.sandboxes.get(listener.podUid);
  const container = sandbox?.containers[listener.container];
  if (sandbox === undefined || container === undefined) return refused;
  const image = world.image(container.image);
  const http = answeringServer(image, listener.answer)?.http;
  if (http === undefined) return open;
  const answer = echoOf(http, path, question) ?? askHttp(world, sandbox, container, http, path, control);
  if (answer.kind !== 'http') return answer;
  const signed = http.server === undefined ? answer : { ...answer, headers: { Server: http.server } };
  return http.secure === true ? { ...signed, secure: true } : signed;
}

/** Servers that tell what they were asked. */
function echoOf({ echoes }: Http, path: string, question: HttpQuestion): PortAnswer | undefined {
  const [bare = '', query = ''] = path.split(/\?(.*)/s);
  const kind = echoes?.[bare] ?? echoes?.['*'];
  return kind === undefined ? undefined : page(200, echoBody(kind, bare, path, query, question));
}

function askHttp(
  world: World,
  sandbox: Sandbox,
  container: ContainerRecord,
  http: Http,
  path: string,
  control: ProcessControl,
): PortAnswer {
  const image = world.image(container.image);
  const bare = path.split('?')[0]!;
  const special = http.paths?.[bare];
  if (special !== undefined) {
    const failing = special.untilMs !== undefined && world.nowMs - container.startedMs >= special.untilMs;
    if (failing) return page(500, 'error');
    const { status, body, location } = special;
    return location === undefined
      ? page(status, fillIn(body, sandbox, image, path))
      : { kind: 'http', status, body, location, delayMs: answerMs };
  }
  if (http.root !== undefined) return askFiles(world, sandbox, container, http.root, http, bare, control);
  return page(http.status ?? 200, fillIn(http.body, sandbox, image, path));
}

/** A web server over files: the fast way out is the image's own page, untouched. */
function askFiles(
  world: World,
  sandbox: Sandbox,
  container: ContainerRecord,
  root: string,
  http: Http,
  path: string,
  control: ProcessControl,
): PortAnswer {
  const untouched = container.mounts.length === 0 && Object.keys(container.layer).length === 0;
  if (untouched && path === '/') return page(http.status ?? 200, http.body);
  const files = createFiles(world, sandbox, container, control);
  const wanted = absolutePath(path.slice(1), root);
  const directory = files.isDirectory(wanted);
  const text = files.read(directory ? `${wanted}/index.html` : wanted);
  if (text !== undefined) return page(http.status ?? 200, text);
  return directory ? errorPage(403, http) : errorPage(404, http);
}

function errorPage(status: number, { server = '' }: Http): PortAnswer {
  const title = `${status} ${statusText(status)}`;
  return page(
    status,
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>\r\n`,
  );
}

function fillIn(text: string, sandbox: Sandbox, image: ImageDefinition, path: string): string {
  if (!text.includes('{')) return text;
  const values: Readonly<Record<string, string>> = {
    hostname: sandbox.hostname,
    podIp: sandbox.ip,
    path,
    image: image.repository,
  };
  return text.replace(/\{(\w+)\}/g, (found, name: string) => values[name] ?? found);
}
