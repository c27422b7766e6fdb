/**
 * What somebody looks for on the canvas, as a value: words that names, kinds and nodes are searched for, `app=web` for a
 * label, `state:back-off`, `kind:`, `ns:` and `node:` for one thing. All must hold.
 */
export interface SearchTarget {
  readonly name: string;
  readonly kind: string;
  readonly namespace: string;
  readonly node: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Words for its state: kubectl's own and ours. */
  readonly states: readonly string[];
}

type Term = (target: SearchTarget) => boolean;

export interface SearchQuery {
  readonly isEmpty: boolean;
  matches(target: SearchTarget): boolean;
}

export function parseSearch(text: string): SearchQuery {
  const terms = text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(parseTerm);
  return { isEmpty: terms.length === 0, matches: (target) => terms.every((term) => term(target)) };
}

const fields: Readonly<Record<string, (target: SearchTarget) => readonly string[]>> = {
  state: ({ states }) => states,
  kind: ({ kind }) => [kind],
  ns: ({ namespace }) => [namespace],
  namespace: ({ namespace }) => [namespace],
  node: ({ node }) => [node],
  name: ({ name }) => [name],
};

function parseTerm(word: string): Term {
  const [, negated = '', key = '', operator = '', value = ''] =
    /^(-?)([^:=!]+)(!=|=|:)(.*)$/.exec(word) ?? [];
  const field = operator === ':' ? fields[key.toLowerCase()] : undefined;
  if (field !== undefined) {
    const wanted = plain(value);
    const term: Term = (target) => field(target).some((found) => plain(found).includes(wanted));
    return negated === '' ? term : (target) => !term(target);
  }
  if (operator === '=') return ({ labels }) => labelMatches(labels[key], value);
  if (operator === '!=') return ({ labels }) => labels[key] !== value;
  const wanted = plain(word);
  return ({ name, kind, namespace, node, labels }) =>
    [name, kind, namespace, node, ...Object.entries(labels).map(([label, is]) => `${label}=${is}`)].some(
      (found) => plain(found).includes(wanted),
    );
}

/** While `app=` is being typed, any value will do. */
function labelMatches(found: string | undefined, wanted: string): boolean {
  return found !== undefined && (wanted === '' || found === wanted);
}

/** `Back-off`, `backOff` and `back off` are one word. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '');
}
