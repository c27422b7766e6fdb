/**
 * What JSON.parse does not tell of a text: which fields stand there twice, and how deep it goes.
 * `sigs.k8s.io/json`: kubernetesStrict, and the depth that Go's decoder allows.
 */
const maxDepth = 1000;

/** The text nests deeper than any object of Kubernetes. */
export class TooDeepError extends Error {}

interface Level {
  /** Path of the value whose parts are read here. */
  readonly path: string;
  /** Undefined in a list. */
  readonly keys: Set<string> | undefined;
  /** Path of the part that is being read. */
  part: string;
  index: number;
}

const space = /[^\s"{}[\],]+|[\s,]+/y;

/** Paths (`spec.containers[0].image`) of repeated fields, of a text that JSON.parse takes. @throws TooDeepError */
export function duplicateFields(text: string): string[] {
  const duplicates = new Set<string>();
  const levels: Level[] = [];
  let at = 0;
  while (at < text.length) {
    const level = levels.at(-1);
    switch (text[at]) {
      case '{':
      case '[':
        if (levels.length >= maxDepth) throw new TooDeepError('exceeded max depth');
        levels.push(openLevel(level, text[at] === '{'));
        at++;
        break;
      case '}':
      case ']':
        levels.pop();
        at++;
        break;
      case '"': {
        const end = endOfString(text, at);
        const colon = level?.keys === undefined ? undefined : colonAfter(text, end);
        if (colon !== undefined && level !== undefined) noteKey(level, text.slice(at, end), duplicates);
        at = colon ?? end;
        break;
      }
      default:
        space.lastIndex = at;
        at = space.test(text) ? space.lastIndex : at + 1;
    }
  }
  return [...duplicates];
}

function openLevel(parent: Level | undefined, isObject: boolean): Level {
  const path =
    parent === undefined ? '' : parent.keys === undefined ? `${parent.path}[${parent.index++}]` : parent.part;
  return { path, keys: isObject ? new Set() : undefined, part: '', index: 0 };
}

function noteKey(level: Level, literal: string, duplicates: Set<string>): void {
  const key = JSON.parse(literal) as string;
  level.part = level.path === '' ? key : `${level.path}.${key}`;
  if (level.keys!.has(key)) duplicates.add(level.part);
  level.keys!.add(key);
}

/** The position after a string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote > 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** The position after the colon that makes the string before it a key. */
function colonAfter(text: string, end: number): number | undefined {
  let at = end;
  while (/\s/.test(text[at] ?? '')) at++;
  return text[at] === ':' ? at + 1 : undefined;
}
