/** Options of a command line as GNU's getopt takes them, for commands that have more than a few. */

export interface OptionNames {
  /** Long names of options that have a letter. */
  readonly longNames: Readonly<Record<string, string>>;
  readonly lettersWithValue: string;
  /** Long options that have a value and no letter. */
  readonly longWithValue: ReadonlySet<string>;
}

export interface OptionLine {
  /** What is no option, in order. */
  readonly operands: readonly string[];
  /** Letters, or long names without one, with each value that was given; '' for those that have none. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

export function parseOptionLine(args: readonly string[], names: OptionNames): OptionLine {
  const { longNames, lettersWithValue, longWithValue } = names;
  const operands: string[] = [];
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
      add(name, hasValue ? (glued ?? args[++index] ?? '') : '');
    } else if (/^-./.test(arg)) {
      const at = [...arg].findIndex((letter, place) => place > 0 && lettersWithValue.includes(letter));
      for (const letter of at < 0 ? arg.slice(1) : arg.slice(1, at)) add(letter, '');
      if (at > 0) add(arg[at]!, at + 1 < arg.length ? arg.slice(at + 1) : (args[++index] ?? ''));
    } else operands.push(arg);
  }
  return { operands, options };
}
