import type { Command, CommandCall, CommandOutcome, NetworkAnswer } from '../shell/host.ts';
import { absolutePath } from '../shell/output.ts';

/** Commands that reach other pods and Services, with the messages of the real tools. */

/** How long wget and curl wait for an address that never answers, unless told otherwise. */
const connectTimeoutMs = 130_000;

interface Url {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly isSecure: boolean;
}

function parseUrl(text: string): Url {
  const [, scheme = 'http', host = '', port, path = '/'] =
    /^(?:([a-z]+):\/\/)?([^/:?]+)(?::(\d+))?([/?].*)?$/.exec(text) ?? [];
  const isSecure = scheme === 'https';
  return { host, port: Number(port ?? (isSecure ? 443 : 80)), path, isSecure };
}

/** Value of a flag in any of its spellings: `-T 5`, `-T5`, `--timeout=5`. */
function flagValue(args: readonly string[], short: string, long: string): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === `-${short}` || arg === `--${long}`) return args[index + 1];
    if (arg.startsWith(`--${long}=`)) return arg.slice(long.length + 3);
    if (short !== '' && new RegExp(`^-[a-zA-Z]*${short}.+`).test(arg) && !arg.startsWith('--'))
      return arg.slice(arg.indexOf(short) + 1);
    if (short !== '' && new RegExp(`^-[a-zA-Z]+${short}$`).test(arg)) return args[index + 1];
  }
  return undefined;
}

type Fetched =
  | {
      readonly url: Url;
      readonly answer: NetworkAnswer;
      readonly address: string;
      readonly waitedMs: number;
    }
  | { readonly url: Url; readonly unknown: true; readonly waitedMs: number };

/** What a program learns of a name: from /etc/hosts first, then from the pod's DNS. */
function addressesOf(
  { host }: CommandCall,
  name: string,
): { readonly addresses: readonly string[]; readonly waitedMs: number } {
  const lines = (host.files.read('/etc/hosts') ?? '').split('\n').map((line) => line.split(/\s+/));
  const found = lines.filter(([address = '', ...names]) => /^[\d.]+$/.test(address) && names.includes(name));
  if (found.length > 0) return { addresses: found.map(([address]) => address!), waitedMs: 0 };
  const answer = host.lookUp(name);
  return { addresses: answer.kind === 'found' ? answer.addresses : [], waitedMs: answer.waitedMs };
}

function fetchUrl(call: CommandCall, text: string): Fetched {
  const url = parseUrl(text);
  const { addresses, waitedMs } = addressesOf(call, url.host);
  const address = addresses[0];
  if (address === undefined) return { url, unknown: true, waitedMs };
  return { url, address, waitedMs, answer: call.host.request(address, url.port, url.path) };
}

function after(delayMs: number, status: number): CommandOutcome {
  return delayMs > 0 ? { ms: delayMs, status } : status;
}

const wget: Command = (call) => {
  const text = operandOf(call, ['-T', '-O', '-t', '--timeout', '--tries', '-Y', '-U']);
  const fetched = fetchUrl(call, text);
  const timeoutMs = Number(flagValue(call.args, 'T', 'timeout') ?? connectTimeoutMs / 1_000) * 1_000;
  const quiet = call.args.some((arg) => /^-[a-zA-Z]*q/.test(arg));
  if ('unknown' in fetched) {
    call.err(
      `wget: bad address '${fetched.url.host}${fetched.url.port === 80 ? '' : `:${fetched.url.port}`}'\n`,
    );
    return after(fetched.waitedMs, 1);
  }
  const { answer, url, address } = fetched;
  if (!quiet)
    call.err(`Connecting to ${url.host}${url.port === 80 ? '' : `:${url.port}`} (${address}:${url.port})\n`);
  if (answer.kind === 'refused') {
    call.err(`wget: can't connect to remote host (${address}): Connection refused\n`);
    return 1;
  }
  if (answer.kind === 'timeout') {
    call.err('wget: download timed out\n');
    return after(timeoutMs, 1);
  }
  if (answer.kind === 'open' || answer.status >= 400) {
    call.err(
      answer.kind === 'open'
        ? 'wget: error getting response\n'
        : `wget: server returned error: HTTP/1.1 ${answer.status} ${statusText(answer.status)}\n`,
    );
    return after(answer.delayMs, 1);
  }
  if (!call.args.includes('--spider')) saveWget(call, url, answer.body, quiet);
  return after(answer.delayMs, 0);
};

function saveWget(call: CommandCall, url: Url, body: string, quiet: boolean): void {
  const target = flagValue(call.args, 'O', 'output-document') ?? (url.path.split('/').at(-1) || 'index.html');
  if (target === '-') call.out(body);
  else call.host.files.write(absolutePath(target, call.thread.directory), body);
  if (!quiet) call.err(`saving to '${target}'\n'${target}' saved\n`);
}

const curlValues = [
  '-m',
  '-o',
  '-w',
  '-H',
  '-X',
  '-d',
  '-A',
  '--max-time',
  '--connect-timeout',
  '--retry',
  '--retry-delay',
  '--request',
  '--header',
  '--data',
  '--output',
  '--write-out',
];

const curl: Command = (call) => {
  const fetched = fetchUrl(call, operandOf(call, curlValues));
  const silent =
    call.args.some((arg) => /^-[a-zA-Z]*s/.test(arg) || arg === '--silent') &&
    !call.args.some((arg) => /^-[a-zA-Z]*S/.test(arg));
  const fail = (status: number, message: string): number => {
    if (!silent) call.err(`curl: (${status}) ${message}\n`);
    return status;
  };
  if ('unknown' in fetched) return unresolved(call, fetched, fail);
  const { answer, url } = fetched;
  const place = `${url.host} port ${url.port}`;
  if (answer.kind === 'refused')
    return fail(7, `Failed to connect to ${place} after 0 ms: Could not connect to server`);
  if (answer.kind === 'timeout') {
    const limit = limitOf(call);
    const waitMs = Number(limit ?? connectTimeoutMs / 1_000) * 1_000;
    return after(
      waitMs,
      limit === undefined
        ? fail(28, `Failed to connect to ${place} after ${waitMs} ms: Could not connect to server`)
        : fail(28, `Connection timed out after ${waitMs} milliseconds`),
    );
  }
  if (url.isSecure && (answer.kind === 'open' || answer.secure !== true))
    return after(
      answer.delayMs,
      fail(35, `TLS connect error: error:0A00010B:SSL routines::wrong version number`),
    );
  if (answer.kind === 'open') return after(answer.delayMs, fail(52, 'Empty reply from server'));
  if (answer.status >= 400 && call.args.some((arg) => /^-[a-zA-Z]*f/.test(arg) || arg === '--fail')) {
    return after(answer.delayMs, fail(22, `The requested URL returned error: ${answer.status}`));
  }
  printCurl(call, answer);
  return after(answer.delayMs, 0);
};

/** A limit of time may be over before the resolver gives up. */
function unresolved(
  call: CommandCall,
  { url, waitedMs }: Extract<Fetched, { unknown: true }>,
  fail: (status: number, message: string) => number,
): CommandOutcome {
  const limitMs = Number(limitOf(call) ?? Number.POSITIVE_INFINITY) * 1_000;
  if (limitMs < waitedMs)
    return after(limitMs, fail(28, `Resolving timed out after ${limitMs} milliseconds`));
  return after(waitedMs, fail(6, `Could not resolve host: ${url.host}`));
}

function limitOf({ args }: CommandCall): string | undefined {
  return flagValue(args, 'm', 'max-time') ?? flagValue(args, '', 'connect-timeout');
}

function printCurl(call: CommandCall, answer: Extract<NetworkAnswer, { kind: 'http' }>): void {
  const headers = `HTTP/1.1 ${answer.status} ${statusText(answer.status)}\r\nContent-Length: ${answer.body.length}\r\n\r\n`;
  const head = call.args.some((arg) => /^-[a-zA-Z]*I/.test(arg) || arg === '--head');
  const include = call.args.some((arg) => /^-[a-zA-Z]*i/.test(arg) || arg === '--include');
  const text = `${head || include ? headers : ''}${head ? '' : answer.body}`;
  const target = flagValue(call.args, 'o', 'output');
  if (target === undefined) call.out(text);
  else if (target !== '/dev/null') call.host.files.write(absolutePath(target, call.thread.directory), text);
  const format = flagValue(call.args, 'w', 'write-out');
  if (format !== undefined)
    call.out(format.replaceAll('%{http_code}', String(answer.status)).replaceAll(String.raw`\n`, '\n'));
}

/** The URL or host: the last word that is neither a flag nor a flag's value. */
function operandOf(call: CommandCall, withValue: readonly string[]): string {
  const words = call.args.filter(
    (arg, index) => !arg.startsWith('-') && !takesNext(call.args[index - 1] ?? '', withValue),
  );
  return words.at(-1) ?? '';
}

/** `-O` and `-qO` take the word after them. */
function takesNext(flag: string, withValue: readonly string[]): boolean {
  if (flag.startsWith('--') || flag.length === 2) return withValue.includes(flag);
  return /^-[a-zA-Z]{2,}$/.test(flag) && withValue.includes(`-${flag.at(-1)}`);
}

export function statusText(status: number): string {
  const texts: Readonly<Record<number, string>> = {
    200: 'OK',
    301: 'Moved Permanently',
    400: 'Bad Request',
    403: 'Forbidden',
    404: 'Not Found',
    500: 'Internal Server Error',
    502: 'Bad Gateway',
    503: 'Service Unavailable',
  };
  return texts[status] ?? 'Unknown';
}

const nslookup: Command = (call) => {
  const host = operandOf(call, []);
  const answer = call.host.lookUp(host);
  if (answer.kind === 'unreachable') {
    call.out(';; connection timed out; no servers could be reached\n\n');
    return after(answer.waitedMs, 1);
  }
  const separator = call.host.toolbox === 'debian' ? '#' : ':';
  call.out(`Server:\t\t${answer.server}\nAddress:\t${answer.server}${separator}53\n\n`);
  if (answer.kind === 'unknown') {
    call.out(`** server can't find ${host}: NXDOMAIN\n\n`);
    return after(answer.waitedMs, 1);
  }
  for (const address of answer.addresses) call.out(`Name:\t${answer.name}\nAddress: ${address}\n`);
  call.out('\n');
  return after(answer.waitedMs, 0);
};

const getent: Command = (call) => {
  const { addresses, waitedMs } = addressesOf(call, call.args[1] ?? '');
  for (const address of addresses) call.out(`${address.padEnd(16)}${call.args[1]}\n`);
  return after(waitedMs, addresses.length > 0 ? 0 : 2);
};

/** `nc -z host port`: is the port open? */
const netcat: Command = (call) => {
  const operands = call.args.filter(
    (arg, index) => !arg.startsWith('-') && !['-w', '-p', '-i'].includes(call.args[index - 1] ?? ''),
  );
  const [host = '', port = '0'] = operands;
  const { addresses, waitedMs } = addressesOf(call, host);
  const address = addresses[0];
  if (address === undefined) {
    call.err(`nc: bad address '${host}'\n`);
    return after(waitedMs, 1);
  }
  const answer = call.host.request(address, Number(port), '/');
  const verbose = call.args.some((arg) => /^-[a-z]*v/.test(arg));
  if (answer.kind === 'http' || answer.kind === 'open') {
    if (verbose) call.err(`${host} (${address}:${port}) open\n`);
    return 0;
  }
  if (answer.kind === 'refused' && verbose)
    call.err(`nc: ${host} (${address}:${port}): Connection refused\n`);
  return answer.kind === 'timeout' ? after(Number(flagValue(call.args, 'w', 'wait') ?? 130) * 1_000, 1) : 1;
};

export const wgetCommands: ReadonlyMap<string, Command> = new Map([['wget', wget]]);

export const curlCommands: ReadonlyMap<string, Command> = new Map([['curl', curl]]);

export const lookupCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['nslookup', nslookup],
  ['nc', netcat],
]);

export const hostLookupCommands: ReadonlyMap<string, Command> = new Map([['getent', getent]]);
