/** The text tools that people put behind a pipe. */
import {
  lineByLine,
  type LineReader,
  type Program,
  type ProgramIo,
  readFlags,
  UsageProblem,
  whole,
} from './program.ts';

export const textPrograms: Readonly<Record<string, Program>> = {
  grep: lineByLine('grep', (args, io) => grep(args, io)),
  egrep: lineByLine('grep', (args, io) => grep(['-E', ...args], io)),
  head: lineByLine('head', head),
  tail: lineByLine('tail', tail),
  wc: lineByLine('wc', wordCount),
  sort: lineByLine('sort', sort),
  uniq: lineByLine('uniq', unique),
  cut: lineByLine('cut', cut),
  awk: lineByLine('awk', awk),
  sed: lineByLine('sed', sed),
  tac: lineByLine('tac', tac),
  nl: lineByLine('nl', numbered),
  tr: whole(translate),
};

type Start = { readonly files: readonly string[]; readonly reader: LineReader };

function grep(args: readonly string[], io: ProgramIo): Start {
  const { flags, operands } = readFlags(args, 'icvnowEFqxr', 'eABCm');
  const patterns = flags.get('e') === undefined ? operands.slice(0, 1) : [flags.get('e')!];
  const files = operands.slice(flags.has('e') ? 0 : 1);
  const [pattern] = patterns;
  if (pattern === undefined) throw new UsageProblem('a pattern is needed: grep PATTERN [FILE]');
  const expression = patternOf(pattern, flags);
  const [before, after] = [
    Number(flags.get('B') ?? flags.get('C') ?? 0),
    Number(flags.get('A') ?? flags.get('C') ?? 0),
  ];
  const most = Number(flags.get('m') ?? Infinity);
  const colour = io.stdoutIsTerminal && !flags.has('v');
  const waiting: string[] = [];
  let [count, number, owed] = [0, 0, 0];
  const show = (line: string, at: number, sign: string): void =>
    io.stdout(`${flags.has('n') ? `${at}${sign}` : ''}${line}\n`);
  const reader: LineReader = {
    line(text) {
      number++;
      const matches = expression.test(text) !== flags.has('v');
      if (!matches) {
        if (owed-- > 0) show(text, number, '-');
        else waiting.push(text);
        if (waiting.length > before) waiting.shift();
        return false;
      }
      count++;
      if (flags.has('q')) return true;
      if (flags.has('c')) return count >= most;
      for (const [index, line] of waiting.entries()) show(line, number - waiting.length + index, '-');
      waiting.length = 0;
      if (flags.has('o'))
        for (const [found] of text.matchAll(new RegExp(expression, 'gi'))) show(found, number, ':');
      else show(colour ? highlighted(text, expression) : text, number, ':');
      owed = after;
      return count >= most && after === 0;
    },
    end() {
      if (flags.has('c')) io.stdout(`${count}\n`);
      return count > 0 ? 0 : 1;
    },
  };
  return { files, reader };
}

function highlighted(text: string, expression: RegExp): string {
  return text.replaceAll(new RegExp(expression, `g${expression.flags}`), (found) =>
    found === '' ? '' : `\u001b[1;31m${found}\u001b[0m`,
  );
}

/** @throws UsageProblem when the pattern is none */
function patternOf(pattern: string, flags: ReadonlyMap<string, string>): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // Basic expressions write \| and \( for what extended ones write without the backslash.
  const basic = pattern.replace(/\\?[|(){}+?]/g, (sign) => (sign.length === 2 ? sign[1]! : `\\${sign}`));
  const source = flags.has('F') ? escaped : flags.has('E') ? pattern : basic;
  const bounded = flags.has('x') ? `^(?:${source})$` : flags.has('w') ? `\\b(?:${source})\\b` : source;
  try {
    return new RegExp(bounded, flags.has('i') ? 'i' : '');
  } catch {
    throw new UsageProblem(`${pattern}: not a regular expression`);
  }
}

/** `-n 5`, `-n5`, `-5`. */
function lineCount(args: readonly string[]): { readonly count: string; readonly files: readonly string[] } {
  const short = args.find((arg) => /^-\d+$/.test(arg));
  const { flags, operands } = readFlags(
    args.filter((arg) => arg !== short),
    'qf',
    'nc',
  );
  return { count: flags.get('n') ?? short?.slice(1) ?? '10', files: operands };
}

function head(args: readonly string[], io: ProgramIo): Start {
  const { count, files } = lineCount(args);
  const wanted = Number(count);
  if (Number.isNaN(wanted)) throw new UsageProblem(`invalid number of lines: '${count}'`);
  const kept: string[] = [];
  let seen = 0;
  const reader: LineReader = {
    line(text) {
      if (wanted < 0) {
        kept.push(text);
        if (kept.length > -wanted) io.stdout(`${kept.shift()!}\n`);
        return false;
      }
      if (seen++ < wanted) io.stdout(`${text}\n`);
      return seen >= wanted;
    },
    end: () => 0,
  };
  return { files, reader };
}

function tail(args: readonly string[], io: ProgramIo): Start {
  const { count, files } = lineCount(args);
  const fromStart = count.startsWith('+');
  const wanted = Math.abs(Number(count));
  if (Number.isNaN(wanted)) throw new UsageProblem(`invalid number of lines: '${count}'`);
  const kept: string[] = [];
  let seen = 0;
  const reader: LineReader = {
    line(text) {
      seen++;
      if (fromStart) {
        if (seen >= wanted) io.stdout(`${text}\n`);
        return false;
      }
      kept.push(text);
      if (kept.length > wanted) kept.shift();
      return false;
    },
    end() {
      for (const line of kept) io.stdout(`${line}\n`);
      return 0;
    },
  };
  return { files, reader };
}

function wordCount(args: readonly string[], io: ProgramIo): Start {
  const { flags, operands } = readFlags(args, 'lwcm');
  let [lines, words, characters] = [0, 0, 0];
  const reader: LineReader = {
    line(text) {
      lines++;
      words += text.split(/\s+/).filter((word) => word !== '').length;
      characters += new TextEncoder().encode(text).length + 1;
      return false;
    },
    end() {
      const all = flags.size === 0;
      const counts = [
        ...(all || flags.has('l') ? [lines] : []),
        ...(all || flags.has('w') ? [words] : []),
        ...(all || flags.has('c') || flags.has('m') ? [characters] : []),
      ];
      const numbers =
        counts.length === 1 ? String(counts[0]) : counts.map((count) => String(count).padStart(7)).join(' ');
      io.stdout(`${numbers}${operands.length === 1 ? ` ${operands[0]!}` : ''}\n`);
      return 0;
    },
  };
  return { files: operands, reader };
}

function sort(args: readonly string[], io: ProgramIo): Start {
  const { flags, operands } = readFlags(args, 'rnuhVfb', 'kt');
  const key = /^(\d+)/.exec(flags.get('k') ?? '')?.[1];
  const numeric = flags.has('n') || (flags.get('k') ?? '').includes('n');
  const reverse = flags.has('r') || (flags.get('k') ?? '').includes('r');
  const valueOf = (line: string): string => {
    if (key === undefined) return line;
    const fields = flags.has('t') ? line.split(flags.get('t')!) : line.trim().split(/\s+/);
    return fields.slice(Number(key) - 1).join(' ');
  };
  const compare = (left: string, right: string): number => {
    const [a, b] = [valueOf(left), valueOf(right)];
    if (numeric) return (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0);
    if (flags.has('V') || flags.has('h')) return a.localeCompare(b, 'en', { numeric: true });
    return a < b ? -1 : a > b ? 1 : 0;
  };
  const lines: string[] = [];
  const reader: LineReader = {
    line: (text) => (lines.push(text), false),
    end() {
      const sorted = lines.toSorted((left, right) => (reverse ? compare(right, left) : compare(left, right)));
      for (const line of flags.has('u') ? new Set(sorted) : sorted) io.stdout(`${line}\n`);
      return 0;
    },
  };
  return { files: operands, reader };
}

function unique(args: readonly string[], io: ProgramIo): Start {
  const { flags, operands } = readFlags(args, 'cdu');
  let last: string | undefined;
  let count = 0;
  const flush = (): void => {
    if (last === undefined || (flags.has('d') && count < 2) || (flags.has('u') && count > 1)) return;
    io.stdout(`${flags.has('c') ? `${String(count).padStart(7)} ` : ''}${last}\n`);
  };
  const reader: LineReader = {
    line(text) {
      if (text === last) count++;
      else {
        flush();
        [last, count] = [text, 1];
      }
      return false;
    },
    end() {
      flush();
      return 0;
    },
  };
  return { files: operands, reader };
}

function cut(args: readonly string[], io: ProgramIo): Start {
  const { flags, operands } = readFlags(args, 's', 'dfc');
  const list = flags.get('f') ?? flags.get('c');
  if (list === undefined) throw new UsageProblem('you must specify a list of fields (-f) or characters (-c)');
  const separator = flags.has('c') ? '' : (flags.get('d') ?? '\t');
  const ranges = list.split(',').map((range) => {
    const match = /^(\d*)(-?)(\d*)$/.exec(range);
    if (match === null || range === '') throw new UsageProblem(`invalid field value '${range}'`);
    const from = Number(match[1] || 1);
    return [from, match[2] === '' ? from : Number(match[3] || Infinity)] as const;
  });
  const reader: LineReader = {
    line(text) {
      const fields = text.split(separator);
      const chosen = fields.filter((_, index) =>
        ranges.some(([from, to]) => index + 1 >= from && index + 1 <= to),
      );
      io.stdout(`${fields.length === 1 && separator !== '' ? text : chosen.join(separator)}\n`);
      return false;
    },
    end: () => 0,
  };
  return { files: operands, reader };
}

/** Only what one-liners use: `{print $1, $3}` with an optional `/pattern/` or `NR>1` before it. */
function awk(args: readonly string[], io: ProgramIo): Start {
  const { flags, operands } = readFlags(args, '', 'F');
  const [script = '', ...files] = operands;
  const match = /^\s*(?:\/(.*?)\/|NR\s*([><=!]=?)\s*(\d+))?\s*\{\s*print\s*(.*?)\s*;?\s*\}\s*$/.exec(script);
  if (match === null) throw new UsageProblem("only scripts of the form '/pattern/ {print $1, $2}' run here");
  const [, pattern, sign, limit, what = ''] = match;
  const items = what === '' ? ['$0'] : (what.match(/"[^"]*"|\$\w+|NR|,/g) ?? []);
  let number = 0;
  const reader: LineReader = {
    line(text) {
      number++;
      if (pattern !== undefined && !new RegExp(pattern).test(text)) return false;
      if (sign !== undefined && !compares(number, sign, Number(limit))) return false;
      const fields = flags.has('F') ? text.split(flags.get('F')!) : text.trim().split(/\s+/);
      const valueOf = (item: string): string => {
        if (item === ',') return ' ';
        if (item === 'NR') return String(number);
        if (item.startsWith('"')) return item.slice(1, -1);
        if (item === '$0') return text;
        return item === '$NF' ? (fields.at(-1) ?? '') : (fields[Number(item.slice(1)) - 1] ?? '');
      };
      io.stdout(`${items.map(valueOf).join('')}\n`);
      return false;
    },
    end: () => 0,
  };
  return { files, reader };
}

function compares(value: number, sign: string, limit: number): boolean {
  if (sign.startsWith('>')) return sign === '>=' ? value >= limit : value > limit;
  if (sign.startsWith('<')) return sign === '<=' ? value <= limit : value < limit;
  return sign === '!=' ? value !== limit : value === limit;
}

/** Only substitutions (`s/a/b/g`), `/pattern/d`, `Np` with -n and `Nd`. */
function sed(args: readonly string[], io: ProgramIo): Start {
  const { flags, operands } = readFlags(args, 'nEr', 'e');
  const [script = '', ...files] = flags.has('e') ? [flags.get('e')!, ...operands] : operands;
  const substitution = /^s(.)(.*?)\1(.*?)\1([gi]*)$/.exec(script);
  const deletion = /^(?:\/(.*)\/|(\d+))([dp])$/.exec(script);
  if (substitution === null && deletion === null) {
    throw new UsageProblem("only 's/old/new/g', '/pattern/d', '3d' and '3p' run here");
  }
  let number = 0;
  const reader: LineReader = {
    line(text) {
      number++;
      if (substitution !== null) {
        const [, , from = '', to = '', options = ''] = substitution;
        const replacement = to
          .replaceAll('$', '$$$$')
          .replace(/\\(\d)/g, '$$$1')
          .replaceAll('&', '$$&');
        io.stdout(`${text.replace(new RegExp(from, options), replacement)}\n`);
        return false;
      }
      const [, pattern, line, action] = deletion!;
      const hit = pattern === undefined ? number === Number(line) : new RegExp(pattern).test(text);
      if (action === 'd' ? !hit : hit || !flags.has('n')) io.stdout(`${text}\n`);
      return false;
    },
    end: () => 0,
  };
  return { files, reader };
}

function tac(args: readonly string[], io: ProgramIo): Start {
  const lines: string[] = [];
  return {
    files: args,
    reader: {
      line: (text) => (lines.push(text), false),
      end() {
        for (const line of lines.toReversed()) io.stdout(`${line}\n`);
        return 0;
      },
    },
  };
}

function numbered(args: readonly string[], io: ProgramIo): Start {
  let number = 0;
  return {
    files: args,
    reader: {
      line(text) {
        io.stdout(`${String(++number).padStart(6)}\t${text}\n`);
        return false;
      },
      end: () => 0,
    },
  };
}

function translate(input: string, args: readonly string[], io: ProgramIo): number {
  const { flags, operands } = readFlags(args, 'ds');
  const set = (text: string): string =>
    text
      .replaceAll('\\n', '\n')
      .replaceAll('\\t', '\t')
      .replace(/(.)-(.)/g, (_, from: string, to: string) => {
        const [first, last] = [from.charCodeAt(0), Math.min(to.charCodeAt(0), from.charCodeAt(0) + 255)];
        return String.fromCharCode(
          ...Array.from({ length: Math.max(0, last - first + 1) }, (__, index) => first + index),
        );
      });
  const [from, to] = [set(operands[0] ?? ''), set(operands[1] ?? '')];
  let last = '';
  for (const char of input) {
    const at = from.indexOf(char);
    if (at >= 0 && flags.has('d')) continue;
    const next = at < 0 || to === '' ? char : (to[at] ?? to.at(-1)!);
    if (flags.has('s') && next === last && (to === '' ? from : to).includes(next)) continue;
    io.stdout(next);
    last = next;
  }
  return 0;
}
