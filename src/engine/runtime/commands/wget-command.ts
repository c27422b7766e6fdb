import type { HttpQuestion } from '../../api/container-runtime.ts';
import type { Command, CommandCall, CommandOutcome } from '../shell/host.ts';
import { absolutePath } from '../shell/output.ts';
import {
  after,
  connectTimeoutMs,
  fetchUrl,
  type HttpAnswer,
  parseUrl,
  placeOf,
  redirectOf,
  responseHeaders,
  statusText,
  type Url,
} from './http-client.ts';
import { parseOptionLine } from './option-line.ts';

/** wget as busybox has it. */

const mostRedirects = 5;

const lettersWithValue = 'TOtYUPo';
const longNames: Readonly<Record<string, string>> = {
  timeout: 'T',
  'output-document': 'O',
  tries: 't',
  proxy: 'Y',
  'user-agent': 'U',
  quiet: 'q',
  'server-response': 'S',
};
const longWithValue = new Set(['header', 'post-data', 'post-file']);

interface WgetOptions {
  readonly url: string;
  readonly options: ReadonlyMap<string, readonly string[]>;
}

function parse(args: readonly string[]): WgetOptions {
  const { operands, options } = parseOptionLine(args, { longNames, lettersWithValue, longWithValue });
  return { url: operands.at(-1) ?? '', options };
}

function questionOf({ options }: WgetOptions): HttpQuestion {
  const headers: Record<string, string> = { 'User-Agent': options.get('U')?.at(-1) ?? 'Wget' };
  for (const text of options.get('header') ?? []) {
    const [name = '', ...rest] = text.split(':');
    headers[name] = rest.join(':').trim();
  }
  const body = options.get('post-data')?.at(-1);
  return { method: body === undefined ? 'GET' : 'POST', headers, ...(body === undefined ? {} : { body }) };
}

const wget: Command = (call) => {
  const wanted = parse(call.args);
  return follow(call, wanted, parseUrl(wanted.url), 0);
};

function follow(call: CommandCall, wanted: WgetOptions, url: Url, redirects: number): CommandOutcome {
  const { options } = wanted;
  const isQuiet = options.has('q');
  const fetched = fetchUrl(call, url, questionOf(wanted));
  if ('unknown' in fetched) {
    call.err(`wget: bad address '${placeOf(url)}'\n`);
    return after(fetched.waitedMs, 1);
  }
  const { answer, address } = fetched;
  if (!isQuiet) call.err(`Connecting to ${placeOf(url)} (${address}:${url.port})\n`);
  if (answer.kind === 'refused') {
    call.err(`wget: can't connect to remote host (${address}): Connection refused\n`);
    return 1;
  }
  if (answer.kind === 'timeout') {
    call.err('wget: download timed out\n');
    return after(Number(options.get('T')?.at(-1) ?? connectTimeoutMs / 1_000) * 1_000, 1);
  }
  if (url.isSecure && (answer.kind === 'open' || answer.secure !== true)) {
    call.err('wget: TLS error from peer (alert code 70): protocol version\n');
    return after(answer.delayMs, 1);
  }
  if (url.isSecure && redirects === 0 && !options.has('no-check-certificate'))
    call.err('wget: note: TLS certificate validation not implemented\n');
  if (answer.kind === 'open') {
    call.err('wget: error getting response\n');
    return after(answer.delayMs, 1);
  }
  if (options.has('S')) tellHead(call, answer);
  const next = redirectOf(url, answer);
  if (next === undefined) return finish(call, wanted, url, answer);
  if (redirects < mostRedirects) return follow(call, wanted, next, redirects + 1);
  call.err('wget: too many redirections\n');
  return 1;
}

function tellHead(call: CommandCall, answer: HttpAnswer): void {
  const lines = responseHeaders(answer).map(([name, value]) => `  ${name}: ${value}\n`);
  call.err(`  HTTP/1.1 ${answer.status} ${statusText(answer.status)}\n${lines.join('')}  \n`);
}

function finish(call: CommandCall, { options }: WgetOptions, url: Url, answer: HttpAnswer): CommandOutcome {
  if (answer.status >= 400) {
    call.err(`wget: server returned error: HTTP/1.1 ${answer.status} ${statusText(answer.status)}\n`);
    return after(answer.delayMs, 1);
  }
  if (options.has('spider')) return after(answer.delayMs, 0);
  const target = options.get('O')?.at(-1) ?? (url.path.split('/').at(-1) || 'index.html');
  if (target === '-') call.out(answer.body);
  else call.host.files.write(absolutePath(target, call.thread.directory), answer.body);
  if (!options.has('q')) call.err(`saving to '${target}'\n'${target}' saved\n`);
  return after(answer.delayMs, 0);
}

export const wgetCommands: ReadonlyMap<string, Command> = new Map([['wget', wget]]);
