/**
 * Where a cursor stands in a manifest: its document, the path of fields to it, and what belongs there. Read from
 * indentation alone, line by line, because the text is broken whenever somebody types; and bounded, because a file may
 * have a megabyte. Text between braces on one line is not looked into.
 */

export interface TextLines {
  readonly count: number;
  /** Lines count from 1. */
  line(number: number): string;
}

/** A field's name or a place in a list. */
export type PathStep = string | number;

export interface DocumentPlace {
  /** First and last line, separators left out. */
  readonly first: number;
  readonly last: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** The line of `metadata.name`, 0 when it is not written. */
  readonly nameLine: number;
}

export interface CursorPlace {
  readonly document: DocumentPlace;
  /** The fields around the cursor, outermost first; with the field itself when the cursor is on a name or a value. */
  readonly path: readonly PathStep[];
  /** What would be written here: the name of a field, the value of one, or nothing (text of a block, a comment). */
  readonly at: 'key' | 'value' | 'text';
  /** Column (from 1) where the word begins that the cursor is in, and the first after it. */
  readonly wordStart: number;
  readonly wordEnd: number;
  /** Indentation (in characters) of the name or item that is written here. */
  readonly indent: number;
  /** Fields that stand beside the one at the cursor already, and what is written behind them. */
  readonly siblings: ReadonlyMap<string, string>;
  /** True when the line has the name of a field, which is then the path's last step. */
  readonly isNamed: boolean;
}

/** More lines than this are not walked in one direction. */
const mostLines = 60_000;
/** So far are a field's neighbours looked for. */
const mostNeighbours = 2000;
/** What of a line is read: no name of a field stands further out. */
const mostColumns = 2000;

interface LineParts {
  readonly indent: number;
  /** Columns (from 0) of the dashes of list items on this line. */
  readonly dashes: readonly number[];
  readonly keyColumn: number;
  readonly key: string | undefined;
  /** Where the value begins, from 0. */
  readonly valueColumn: number;
  readonly value: string;
}

const keyPattern = /^("[^"]*"|'[^']*'|[^\s#'"[\]{},][^#]*?)\s*:(?=\s|$)/;

function readLine(full: string): LineParts {
  const text = full.slice(0, mostColumns);
  const dashes: number[] = [];
  let at = text.search(/\S|$/);
  const indent = at;
  while (text[at] === '-' && (text[at + 1] === ' ' || at + 1 === text.length)) {
    dashes.push(at);
    at += 1;
    at += text.slice(at).search(/\S|$/);
  }
  const rest = text.slice(at);
  const found = keyPattern.exec(rest);
  const afterKey = at + (found?.[0].length ?? 0);
  const valueColumn = afterKey + text.slice(afterKey).search(/\S|$/);
  return {
    indent,
    dashes,
    keyColumn: at,
    key: found === null ? undefined : (found[1] ?? '').replace(/^["']|["']$/g, ''),
    valueColumn,
    value: text.slice(valueColumn).trimEnd(),
  };
}

const isSeparator = (line: string): boolean =>
  (line.startsWith('---') || line.startsWith('...')) && /^(?:---|\.\.\.)(?:\s|$)/.test(line);
const isBlank = (line: string): boolean => /^\s*(?:#|$)/.test(line.slice(0, mostColumns));

/** Every document of a text that names a kind. */
export function listDocuments(text: TextLines): DocumentPlace[] {
  const found: DocumentPlace[] = [];
  let first = 1;
  const end = Math.min(text.count, mostLines);
  for (let number = 1; number <= end + 1; number++) {
    if (number <= end && !isSeparator(text.line(number))) continue;
    const document = readDocument(text, first, number - 1);
    if (document.kind !== '') found.push(document);
    first = number + 1;
  }
  return found;
}

/** The document that a line belongs to. */
export function documentAt(text: TextLines, number: number): DocumentPlace {
  let first = Math.min(number, text.count);
  let last = first;
  if (isSeparator(text.line(first))) last = first += first < text.count ? 1 : 0;
  while (first > 1 && number - first < mostLines && !isSeparator(text.line(first - 1))) first--;
  while (last < text.count && last - number < mostLines && !isSeparator(text.line(last + 1))) last++;
  return readDocument(text, first, last);
}

function readDocument(text: TextLines, from: number, to: number): DocumentPlace {
  const found = { apiVersion: '', kind: '', name: '', namespace: '', nameLine: 0 };
  let inMetadata = false;
  let metadataIndent = -1;
  let first = 0;
  for (let number = from; number <= to; number++) {
    const line = text.line(number);
    if (first > 0 && !inMetadata && line.startsWith(' ')) continue;
    if (isBlank(line)) continue;
    first ||= number;
    const { indent, key, value } = readLine(line);
    if (indent === 0) {
      inMetadata = key === 'metadata';
      metadataIndent = -1;
      if (key === 'apiVersion' || key === 'kind') found[key] = plainValue(value);
      continue;
    }
    if (!inMetadata) continue;
    if (metadataIndent < 0) metadataIndent = indent;
    if (indent !== metadataIndent) continue;
    if (key === 'name') found.nameLine = number;
    if (key === 'name' || key === 'namespace') found[key] = plainValue(value);
  }
  return { first: first || from, last: to, ...found };
}

/** A value without its quotes and the comment behind it. */
function plainValue(value: string): string {
  const quoted = /^"([^"]*)"|^'([^']*)'/.exec(value);
  return quoted?.[1] ?? quoted?.[2] ?? value.replace(/(?:^|\s+)#.*$/, '');
}

/** What stands around a place; lines and columns count from 1. */
export function readCursor(text: TextLines, number: number, column: number): CursorPlace {
  const document = documentAt(text, number);
  const line = text.line(number).slice(0, mostColumns);
  const parts = readLine(line);
  const at = column - 1;
  const atValue = parts.key !== undefined && at > parts.keyColumn + parts.key.length && at >= 0;
  const own = parts.key === undefined ? [] : [parts.key];
  // On an empty line the cursor itself says how deep it is meant.
  const limit = line.trim() === '' ? at : at < (parts.dashes[0] ?? 0) ? at : parts.keyColumn;
  const around = walkUp(text, document.first, number, parts, limit);
  const path = [...around.path, ...own];
  const isComment = /(?:^|\s)#/.test(line.slice(0, at));
  const isText = around.inBlock || isComment || (atValue && /^[|>]/.test(parts.value));
  const word = wordAround(line, parts, at, atValue);
  return {
    document,
    path,
    at: isText ? 'text' : atValue ? 'value' : 'key',
    ...word,
    indent: limit,
    siblings: siblingsOf(text, document, number, limit, around.itemLine),
    isNamed: parts.key !== undefined,
  };
}

interface Around {
  readonly path: PathStep[];
  readonly inBlock: boolean;
  /** The line of the innermost list item, when no field lies between it and the cursor. */
  readonly itemLine: number | undefined;
}

/** The fields and items that a line lies in, by going up to what is indented less. */
function walkUp(text: TextLines, first: number, from: number, own: LineParts, start: number): Around {
  const path: PathStep[] = [];
  let limit = start;
  // A dash may stand in the same column as the field whose list it is in.
  let openItem: number | undefined;
  let index = 0;
  let itemLine: number | undefined;
  let inBlock = false;
  const takeDash = (column: number, number: number): void => {
    if (openItem === undefined && column < limit) {
      if (path.length === 0) itemLine = number;
      openItem = column;
      limit = column;
      index = 0;
    } else if (openItem === column) index++;
  };
  for (let number = from; number >= first && from - number < mostLines; number--) {
    if (limit === 0 && openItem === undefined) break;
    const line = number === from ? '' : text.line(number);
    if (number !== from && isBlank(line)) continue;
    const parts = number === from ? own : readLine(line);
    if (number !== from && parts.key !== undefined) {
      const isParent = openItem === undefined ? parts.keyColumn < limit : parts.keyColumn <= openItem;
      if (isParent) {
        if (openItem !== undefined) path.unshift(index);
        path.unshift(parts.key);
        if (/^[|>]/.test(parts.value)) {
          inBlock = true;
          path.splice(1);
        }
        limit = parts.keyColumn;
        openItem = undefined;
      }
    }
    for (const column of parts.dashes.toReversed()) {
      if (openItem !== undefined && column < openItem) {
        path.unshift(index);
        openItem = undefined;
      }
      takeDash(column, number);
    }
  }
  if (openItem !== undefined) path.unshift(index);
  return { path, inBlock, itemLine };
}

function wordAround(
  line: string,
  parts: LineParts,
  at: number,
  atValue: boolean,
): { wordStart: number; wordEnd: number } {
  if (atValue) {
    const end = parts.valueColumn + parts.value.length;
    return { wordStart: Math.min(parts.valueColumn, at) + 1, wordEnd: Math.max(end, at) + 1 };
  }
  if (line.trim() === '') return { wordStart: at + 1, wordEnd: at + 1 };
  const rest = /^[^\s:]*/.exec(line.slice(parts.keyColumn))?.[0].length ?? 0;
  const start = Math.min(parts.keyColumn, at);
  return { wordStart: start + 1, wordEnd: Math.max(parts.keyColumn + rest, at) + 1 };
}

/** Names in the same column, up and down to where the block ends or the list's next item begins. */
function siblingsOf(
  text: TextLines,
  document: DocumentPlace,
  from: number,
  column: number,
  itemLine: number | undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (number: number): boolean => {
    const line = text.line(number);
    if (isBlank(line)) return true;
    const { indent, dashes, keyColumn, key, value } = readLine(line);
    if (number === itemLine || indent >= column) {
      if (key !== undefined && keyColumn === column && !(dashes.length > 0 && number > from))
        found.set(key, plainValue(value));
    }
    return indent >= column && !(dashes.length > 0 && indent < column);
  };
  const lowest = Math.max(document.first, itemLine ?? 1, from - mostNeighbours);
  for (let number = from - 1; number >= lowest; number--) if (!look(number)) break;
  const highest = Math.min(document.last, from + mostNeighbours);
  for (let number = from + 1; number <= highest; number++) if (!look(number)) break;
  return found;
}
