/** What a command line tells curl. */
import { parseOptionLine } from './option-line.ts';

/** Long names of options that have a letter; the value says whether they take one. */
const longNames: Readonly<Record<string, string>> = {
  silent: 's',
  'show-error': 'S',
  fail: 'f',
  'fail-with-body': 'f',
  location: 'L',
  head: 'I',
  include: 'i',
  verbose: 'v',
  insecure: 'k',
  get: 'G',
  'max-time': 'm',
  output: 'o',
  'write-out': 'w',
  header: 'H',
  request: 'X',
  data: 'd',
  'data-raw': 'd',
  'data-binary': 'd',
  'data-urlencode': 'd',
  'user-agent': 'A',
  user: 'u',
  referer: 'e',
  cookie: 'b',
  form: 'F',
  upload: 'T',
  proxy: 'x',
  cert: 'E',
  'remote-name': 'O',
};

const lettersWithValue = 'mowHXdAuebFTxErcyYCztP';

/** Long options that have a value and no letter. */
const longWithValue = new Set([
  'url',
  'connect-timeout',
  'cacert',
  'capath',
  'key',
  'retry',
  'retry-delay',
  'retry-max-time',
  'max-redirs',
  'resolve',
  'connect-to',
  'noproxy',
  'interface',
  'unix-socket',
]);

export interface CurlOptions {
  readonly urls: readonly string[];
  /** Letters, or long names without one, with each value that was given; '' for those that have none. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

export function parseCurlOptions(args: readonly string[]): CurlOptions {
  const { operands, options } = parseOptionLine(args, { longNames, lettersWithValue, longWithValue });
  return { urls: [...(options.get('url') ?? []), ...operands], options };
}
