/** Command line flags as kubectl's own library (spf13/pflag) reads them: mixed with arguments, `--` ends them. */
export interface FlagSpec {
  readonly name: string;
  readonly short?: string;
  /** `switch` stands alone and takes `=false`; `texts` and `list` may be given again, and `list` splits at commas. */
  readonly takes: 'switch' | 'text' | 'texts' | 'number' | 'list';
  /** Taken when the flag stands without `=value`; then the next word is never its value. */
  readonly alone?: string;
  readonly initially?: string;
}

/** The flags of one call: what was given, over what the flag says when it isn't. */
export interface FlagValues {
  given(name: string): boolean;
  isOn(name: string): boolean;
  text(name: string): string;
  number(name: string): number;
  list(name: string): readonly string[];
  /** Every value as it was given. */
  texts(name: string): readonly string[];
}

export interface ParsedLine {
  readonly words: readonly string[];
  /** Words after `--`. */
  readonly rest: readonly string[];
  readonly flags: FlagValues;
}

/** A line that can't be read; the message is pflag's. */
export class FlagError extends Error {}

/** @throws FlagError for a flag that is unknown, lacks its value, or has one of the wrong type. */
export function parseFlags(line: readonly string[], specs: readonly FlagSpec[]): ParsedLine {
  const given = new Map<string, string[]>();
  const words: string[] = [];
  const queue = [...line];
  const set = (spec: FlagSpec, value: string) =>
    given.set(spec.name, [...(given.get(spec.name) ?? []), checked(spec, value)]);
  while (queue.length > 0) {
    const word = queue.shift()!;
    if (word === '--') break;
    if (word.startsWith('--')) readLong(word, specs, queue, set);
    else if (word.startsWith('-') && word !== '-') readShort(word, specs, queue, set);
    else words.push(word);
  }
  return { words, rest: queue, flags: flagValues(specs, given) };
}

type Setter = (spec: FlagSpec, value: string) => void;

function readLong(word: string, specs: readonly FlagSpec[], queue: string[], set: Setter): void {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals < 0 ? undefined : equals);
  const spec = specs.find((candidate) => candidate.name === name);
  if (spec === undefined) throw new FlagError(`unknown flag: --${name}`);
  if (equals >= 0) set(spec, word.slice(equals + 1));
  else if (standsAlone(spec) !== undefined) set(spec, standsAlone(spec)!);
  else if (queue.length > 0) set(spec, queue.shift()!);
  else throw new FlagError(`flag needs an argument: --${name}`);
}

/** `-o wide`, `-owide`, `-o=wide`, and switches in a row such as `-Aw`. */
function readShort(word: string, specs: readonly FlagSpec[], queue: string[], set: Setter): void {
  for (let index = 1; index < word.length; index++) {
    const letter = word[index]!;
    const spec = specs.find((candidate) => candidate.short === letter);
    if (spec === undefined) throw new FlagError(`unknown shorthand flag: '${letter}' in ${word}`);
    const after = word.slice(index + 1);
    if (after.startsWith('=')) return set(spec, after.slice(1));
    const alone = standsAlone(spec);
    if (alone === undefined) {
      if (after === '' && queue.length === 0)
        throw new FlagError(`flag needs an argument: '${letter}' in ${word}`);
      return set(spec, after === '' ? queue.shift()! : after);
    }
    set(spec, alone);
  }
}

function standsAlone(spec: FlagSpec): string | undefined {
  return spec.alone ?? (spec.takes === 'switch' ? 'true' : undefined);
}

function checked(spec: FlagSpec, value: string): string {
  const wrong = (parser: string) =>
    new FlagError(
      `invalid argument "${value}" for "${flagTitle(spec)}" flag: strconv.${parser}: parsing "${value}": invalid syntax`,
    );
  if (spec.takes === 'switch' && !/^(1|0|t|f|true|false)$/i.test(value)) throw wrong('ParseBool');
  if (spec.takes === 'number' && !/^[+-]?\d+$/.test(value)) throw wrong('ParseInt');
  return value;
}

function flagTitle(spec: FlagSpec): string {
  return spec.short === undefined ? `--${spec.name}` : `-${spec.short}, --${spec.name}`;
}

function flagValues(specs: readonly FlagSpec[], given: ReadonlyMap<string, readonly string[]>): FlagValues {
  const text = (name: string) =>
    given.get(name)?.at(-1) ?? specs.find((spec) => spec.name === name)?.initially ?? '';
  return {
    given: (name) => given.has(name),
    isOn: (name) => /^(1|t|true)$/i.test(text(name)),
    text,
    number: (name) => Number(text(name)),
    texts: (name) => given.get(name) ?? [],
    list: (name) => (given.get(name) ?? []).flatMap((value) => value.split(',')),
  };
}
