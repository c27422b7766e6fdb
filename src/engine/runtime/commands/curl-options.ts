/** What a command line tells curl. */

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
  const urls: string[] = [];
  const options = new Map<string, string[]>();
  const add = (name: string, value: string): void => {
    options.set(name, [...(options.get(name) ?? []), value]);
  };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (arg.startsWith('--')) {
      const [long = '', glued] = arg.slice(2).split(/=(.*)/s);
      const name = longNames[long] ?? long;
      const hasValue = name.length === 1 ? lettersWithValue.includes(name) : longWithValue.has(name);
      if (name === 'url') urls.push(args[++index] ?? '');
      else add(name, hasValue ? (glued ?? args[++index] ?? '') : '');
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let at = 1; at < arg.length; at++) {
        const letter = arg[at]!;
        if (!lettersWithValue.includes(letter)) {
          add(letter, '');
          continue;
        }
        add(letter, at + 1 < arg.length ? arg.slice(at + 1) : (args[++index] ?? ''));
        break;
      }
    } else urls.push(arg);
  }
  return { urls, options };
}
