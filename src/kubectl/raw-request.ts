/** `--raw`: a path of the server instead of an object. `staging/src/k8s.io/kubectl/pkg/rawhttp/raw.go` */
import { parse } from 'yaml';
import type { ApiRequest } from '../engine/api/request.ts';
import type { Invocation } from './invocation.ts';
import { KubectlError } from './kubectl-error.ts';

/** Sends what `-f` names, when it names something, and prints the answer as it comes. */
export async function sendRaw(
  invocation: Invocation,
  method: ApiRequest['method'],
  sendsFile = false,
): Promise<void> {
  const { flags, server, write } = invocation;
  const [path = '', query = ''] = flags.text('raw').split('?');
  const answer = await server.send({
    method,
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    ...(sendsFile ? { body: fileBody(invocation) } : {}),
  });
  // The server writes its version for people to read.
  write(typeof answer === 'string' ? answer : JSON.stringify(answer, null, path === '/version' ? 2 : 0));
}

function fileBody({ flags, files, stdin }: Invocation): unknown {
  const [path = '', ...more] = flags.list('filename');
  if (more.length > 0) throw new KubectlError('--raw can only use a single local file or stdin');
  const text = path === '-' ? (stdin ?? '') : files.read(path);
  if (text === undefined) throw new KubectlError(`open ${path}: no such file or directory`);
  return parse(text);
}
