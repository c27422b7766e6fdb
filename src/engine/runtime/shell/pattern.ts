/** Shell patterns: `*`, `?`, `[a-z]`, `[!x]`. */

export function hasPattern(text: string): boolean {
  return /[*?[]/.test(text);
}

/** What one place of a pattern stands for: any run of characters, or one character. */
type Token = 'run' | ((letter: string) => boolean);

/** Matches in time proportional to both lengths: only the last `*` is ever gone back to. */
export function matchesPattern(text: string, pattern: string): boolean {
  const tokens = readTokens(pattern);
  let at = 0;
  let token = 0;
  let runToken = -1;
  let runAt = 0;
  while (at < text.length) {
    const current = tokens[token];
    if (current === 'run') {
      runToken = token++;
      runAt = at;
    } else if (current?.(text[at]!) === true) {
      token++;
      at++;
    } else if (runToken >= 0) {
      token = runToken + 1;
      at = ++runAt;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === 'run');
}

/** Longer values are trimmed as if they ended there. */
const maxTrimmed = 5_000;

/** `${name#p}`, `##`, `%`, `%%`: the value without the shortest or longest matching start or end. */
export function trimPattern(value: string, operator: string, pattern: string): string {
  const longest = operator.length === 2;
  const atStart = operator.startsWith('#');
  const limit = Math.min(value.length, maxTrimmed);
  for (let step = 0; step <= limit; step++) {
    const length = longest ? limit - step : step;
    const piece = atStart ? value.slice(0, length) : value.slice(value.length - length);
    if (matchesPattern(piece, pattern))
      return atStart ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

function readTokens(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at]!;
    const close = letter === '[' ? pattern.indexOf(']', at + 2) : -1;
    if (letter === '*') tokens.push('run');
    else if (letter === '?') tokens.push(() => true);
    else if (close > 0) {
      tokens.push(readSet(pattern.slice(at + 1, close)));
      at = close;
    } else tokens.push((candidate) => candidate === letter);
  }
  return tokens;
}

function readSet(set: string): (letter: string) => boolean {
  const negated = /^[!^]/.test(set);
  const members = negated ? set.slice(1) : set;
  const has = (letter: string): boolean => {
    for (let at = 0; at < members.length; at++) {
      const range = members[at + 1] === '-' && at + 2 < members.length;
      if (range ? letter >= members[at]! && letter <= members[at + 2]! : letter === members[at]) return true;
      if (range) at += 2;
    }
    return false;
  };
  return (letter) => has(letter) !== negated;
}
