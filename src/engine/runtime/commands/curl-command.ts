import type { HttpQuestion } from '../../api/container-runtime.ts';
import { contentTypeOf, headerOf } from '../../api/http-answer.ts';
import type { Command, CommandCall, CommandOutcome } from '../shell/host.ts';
import { absolutePath } from '../shell/output.ts';
import { type CurlOptions, parseCurlOptions } from './curl-options.ts';
import {
  after,
  connectTimeoutMs,
  type Fetched,
  fetchUrl,
  type HttpAnswer,
  parseUrl,
  placeOf,
  redirectOf,
  responseHeaders,
  statusText,
  type Url,
} from './http-client.ts';

/** curl, with its own messages and exit statuses. */

const version = '8.14.1';
const mostRedirects = 50;

type Fail = (status: number, message: string) => number;

interface Asked extends CurlOptions {
  readonly call: CommandCall;
  readonly question: HttpQuestion;
  readonly fail: Fail;
  has(letter: string): boolean;
  value(name: string): string | undefined;
}

const curl: Command = (call) => {
  const parsed = parseCurlOptions(call.args);
  const has = (letter: string): boolean => parsed.options.has(letter);
  const isSilent = has('s') && !has('S');
  const fail: Fail = (status, message) => {
    if (!isSilent) call.err(`curl: (${status}) ${message}\n`);
    return status;
  };
  const [text] = parsed.urls;
  if (text === undefined) {
    call.err("curl: try 'curl --help' or 'curl --manual' for more information\n");
    return 2;
  }
  const value = (name: string): string | undefined => parsed.options.get(name)?.at(-1);
  const asked: Asked = { ...parsed, call, fail, has, value, question: questionOf(call, parsed) };
  const certificates = value('cacert');
  if (
    certificates !== undefined &&
    call.host.files.read(absolutePath(certificates, call.thread.directory)) === undefined
  )
    return fail(77, `error setting certificate verify locations:  CAfile: ${certificates} CApath: none`);
  return follow(asked, parseUrl(text), 0);
};

function questionOf({ host }: CommandCall, { options }: CurlOptions): HttpQuestion {
  const headers: Record<string, string> = {
    'User-Agent': options.get('A')?.at(-1) ?? `curl/${version}`,
    Accept: '*/*',
  };
  const data = options
    .get('d')
    ?.map((text) => (text.startsWith('@') ? (host.files.read(text.slice(1)) ?? '') : text));
  if (data !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  for (const text of options.get('H') ?? []) {
    const [name = '', ...rest] = text.split(':');
    const before = Object.keys(headers).find((key) => key.toLowerCase() === name.toLowerCase());
    if (before !== undefined) delete headers[before];
    if (rest.length > 0) headers[name] = rest.join(':').trim();
  }
  const usual = options.has('I') ? 'HEAD' : data === undefined || options.has('G') ? 'GET' : 'POST';
  const method = options.get('X')?.at(-1) ?? usual;
  return { method, headers, ...(data === undefined ? {} : { body: data.join('&') }) };
}

/** One request, and those that its answer leads to. */
function follow(asked: Asked, url: Url, redirects: number): CommandOutcome {
  const { call, has, fail, question } = asked;
  const fetched = fetchUrl(call, url, question);
  if (has('v')) tellRequest(asked, fetched);
  const failed = failureOf(asked, fetched);
  if (failed !== undefined) return failed;
  const answer = (fetched as { answer: HttpAnswer }).answer;
  if (has('v')) tellAnswer(call, answer);
  const next = has('L') ? redirectOf(url, answer) : undefined;
  if (next !== undefined) {
    if (redirects >= mostRedirects) return fail(47, `Maximum (${mostRedirects}) redirects followed`);
    if (has('I') || has('i')) call.out(headText(answer));
    return follow(asked, next, redirects + 1);
  }
  if (answer.status >= 400 && has('f'))
    return after(answer.delayMs, fail(22, `The requested URL returned error: ${answer.status}`));
  print(asked, url, answer, redirects);
  return after(answer.delayMs, 0);
}

function failureOf(asked: Asked, fetched: Fetched): CommandOutcome | undefined {
  const { fail, has, value } = asked;
  const limit = value('m') ?? value('connect-timeout');
  const limitMs = Number(limit ?? connectTimeoutMs / 1_000) * 1_000;
  if ('unknown' in fetched) {
    // A limit of time may be over before the resolver gives up.
    if (limit !== undefined && limitMs < fetched.waitedMs)
      return after(limitMs, fail(28, `Resolving timed out after ${limitMs} milliseconds`));
    return after(fetched.waitedMs, fail(6, `Could not resolve host: ${fetched.url.host}`));
  }
  const { answer, url } = fetched;
  const why = `Failed to connect to ${url.host} port ${url.port} after`;
  if (answer.kind === 'refused') return fail(7, `${why} 0 ms: Could not connect to server`);
  if (answer.kind === 'timeout')
    return after(
      limitMs,
      limit === undefined
        ? fail(28, `${why} ${limitMs} ms: Could not connect to server`)
        : fail(28, `Connection timed out after ${limitMs} milliseconds`),
    );
  if (url.isSecure && (answer.kind === 'open' || answer.secure !== true))
    return after(
      answer.delayMs,
      fail(35, `TLS connect error: error:0A00010B:SSL routines::wrong version number`),
    );
  if (answer.kind === 'open') return after(answer.delayMs, fail(52, 'Empty reply from server'));
  const isVouched = answer.authority === undefined || has('k') || has('cacert');
  return isVouched || !url.isSecure ? undefined : after(answer.delayMs, fail(60, unverified));
}

const unverified = `SSL certificate problem: unable to get local issuer certificate
More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the webpage mentioned above.`;

function tellRequest({ call, question }: Asked, fetched: Fetched): void {
  const { url } = fetched;
  if ('unknown' in fetched) return call.err(`* Could not resolve host: ${url.host}\n`);
  const { address, answer } = fetched;
  call.err(`* Host ${url.host}:${url.port} was resolved.\n* IPv6: (none)\n* IPv4: ${address}\n`);
  call.err(`*   Trying ${address}:${url.port}...\n`);
  if (answer.kind === 'refused')
    return call.err(`* connect to ${address} port ${url.port} failed: Connection refused\n`);
  if (answer.kind === 'timeout') return;
  call.err(`* Connected to ${url.host} (${address}) port ${url.port}\n`);
  const lines = [`${question.method} ${url.path} HTTP/1.1`, `Host: ${placeOf(url)}`];
  for (const [name, value] of Object.entries(question.headers ?? {}))
    if (name.toLowerCase() !== 'host') lines.push(`${name}: ${value}`);
  call.err(lines.map((line) => `> ${line}\n`).join('') + '> \n* Request completely sent off\n');
}

function tellAnswer(call: CommandCall, answer: HttpAnswer): void {
  call.err(
    headText(answer)
      .split('\r\n')
      .slice(0, -1)
      .map((line) => `< ${line}\n`)
      .join(''),
  );
}

function headText(answer: HttpAnswer): string {
  const lines = responseHeaders(answer).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${answer.status} ${statusText(answer.status)}\r\n${lines.join('')}\r\n`;
}

function print({ call, has, value, urls }: Asked, url: Url, answer: HttpAnswer, redirects: number): void {
  const head = has('I') || has('i') ? headText(answer) : '';
  const text = head + (has('I') ? '' : answer.body);
  const target = has('O') ? url.path.split('/').at(-1) : value('o');
  if (target === undefined || target === '-') call.out(text);
  else call.host.files.write(absolutePath(target, call.thread.directory), text);
  const format = value('w');
  if (format !== undefined) call.out(written(format, url, answer, redirects, urls[0]!));
}

function written(format: string, url: Url, answer: HttpAnswer, redirects: number, text: string): string {
  const seconds = (answer.delayMs / 1_000).toFixed(6);
  const values: Readonly<Record<string, string>> = {
    http_code: String(answer.status).padStart(3, '0'),
    response_code: String(answer.status),
    size_download: String(answer.body.length),
    content_type: contentTypeOf(answer.body),
    num_redirects: String(redirects),
    redirect_url: answer.location ?? '',
    url: text,
    url_effective: `${url.isSecure ? 'https' : 'http'}://${placeOf(url)}${url.path}`,
    time_total: seconds,
    time_connect: '0.000300',
    remote_port: String(url.port),
    server: headerOf(answer.headers ?? {}, 'server') ?? '',
  };
  return format
    .replace(/%\{(\w+)\}/g, (_found, name: string) => values[name] ?? '')
    .replaceAll(String.raw`\n`, '\n')
    .replaceAll(String.raw`\t`, '\t');
}

export const curlCommands: ReadonlyMap<string, Command> = new Map([['curl', curl]]);
