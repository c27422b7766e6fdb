/** Shell patterns: `*`, `?`, `[a-z]`, `[!x]`. */

export function hasPattern(text: string): boolean {
  return /[*?[]/.test(text);
}

export function matchesPattern(text: string, pattern: string): boolean {
  return toExpression(pattern).test(text);
}

/** `${name#p}`, `##`, `%`, `%%`: the value without the shortest or longest matching start or end. */
export function trimPattern(value: string, operator: string, pattern: string): string {
  const longest = operator.length === 2;
  const lengths = Array.from({ length: value.length + 1 }, (_, length) =>
    longest ? value.length - length : length,
  );
  const atStart = operator.startsWith('#');
  for (const length of lengths) {
    const piece = atStart ? value.slice(0, length) : value.slice(value.length - length);
    if (matchesPattern(piece, pattern))
      return atStart ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

function toExpression(pattern: string): RegExp {
  const source = pattern.replace(
    /\*+|\?|\[(!?)([^\]]*)\]|[.+^${}()|\\[\]]/g,
    (found, negated: string | undefined, set: string | undefined) => {
      if (found.startsWith('*')) return '[^]*';
      if (found === '?') return '[^]';
      if (set !== undefined)
        return `[${negated === '!' ? '^' : ''}${set.replaceAll('\\', '\\\\').replaceAll('[', '\\[')}]`;
      return `\\${found}`;
    },
  );
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /^(?!)/;
  }
}
