/**
 * Manifest text to Kubernetes objects, with the line that every field stands on, so that a refusal of the API
 * server can be shown where it belongs. Text comes from people, links and dropped files: every size has a limit,
 * and beyond it nothing at all is returned.
 */
import { isMap, isNode, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Document, Node, Tags } from 'yaml';
import type { AnyObject } from '../engine/api/object.ts';
import { maxManifestCharacters, maxManifestDocuments } from './manifest-limits.ts';

const maxDepth = 60;
const maxAliases = 100;

export type ManifestProblem =
  'tooLarge' | 'binary' | 'tooManyDocuments' | 'tooDeep' | 'tooManyAliases' | 'syntax' | 'notAnObject';

export interface ManifestError {
  readonly problem: ManifestProblem;
  readonly message: string;
  /** The YAML parser's name for a syntax error, such as `TAB_AS_INDENT`. */
  readonly code?: string;
  /** From 1. */
  readonly line: number;
}

/** Where a field stands in the text: line and columns count from 1, the end column is the first after it. */
export interface FieldRange {
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

export interface ManifestDocument {
  readonly object: AnyObject;
  /** The first line of the document. */
  readonly line: number;
  /**
   * The line of a field such as `spec.template.spec.containers[0].image` or `metadata.labels[app]`;
   * of the nearest field around it when the path itself isn't written.
   */
  lineOf(path: string): number;
  /** The same for the field's key and value on that line. */
  rangeOf(path: string): FieldRange;
}

export interface ParsedManifests {
  /** Empty when there is an error: a manifest is applied as a whole or not at all. */
  readonly documents: readonly ManifestDocument[];
  readonly error?: ManifestError;
}

/** Reads all documents of a text. Never throws. */
export function parseManifests(text: string): ParsedManifests {
  const refused = refuseByShape(text);
  if (refused !== undefined) return { documents: [], error: refused };
  try {
    return readDocuments(text);
  } catch (error) {
    return { documents: [], error: errorOfThrown(error) };
  }
}

function refuseByShape(text: string): ManifestError | undefined {
  if (text.length > maxManifestCharacters) {
    const megabytes = (text.length / 1024 / 1024).toFixed(1);
    return problem('tooLarge', `The file has ${megabytes} MiB; at most 1 MiB can be read.`);
  }
  const control = findControlCharacter(text);
  if (control >= 0)
    return problem('binary', 'This is not text: it has control characters.', lineAt(text, control));
  const separators = text.match(/^---(?:\s|$)/gm)?.length ?? 0;
  if (separators > maxManifestDocuments) return tooManyDocuments(separators);
  const deep = findDeepLine(text);
  if (deep > 0) return problem('tooDeep', `Nested deeper than ${maxDepth} levels.`, deep);
  return undefined;
}

/** Position of the first character that no YAML text may have, or -1. */
function findControlCharacter(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return at;
    if (code === 0x7f || code === 0xfffe || code === 0xfffd) return at;
  }
  return -1;
}

/**
 * The first line whose brackets or dashes nest too deeply, or 0. Checked before parsing, because the parser
 * needs time that grows with the square of the depth. Brackets inside strings count: a manifest never has so many.
 */
function findDeepLine(text: string): number {
  let line = 1;
  let open = 0;
  let dashes = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\n') {
      line++;
      dashes = 0;
    } else if (char === '[' || char === '{') open++;
    else if (char === ']' || char === '}') open = Math.max(0, open - 1);
    else if (char === '-' && text[at + 1] === ' ') dashes++;
    if (open > maxDepth * 4 || dashes > maxDepth) return line;
  }
  return 0;
}

function readDocuments(text: string): ParsedManifests {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    version: '1.1',
    customTags: asGoReads,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const documents: ManifestDocument[] = [];
  if (!Array.isArray(parsed)) return { documents };
  if (parsed.length > maxManifestDocuments) return { documents: [], error: tooManyDocuments(parsed.length) };
  for (const document of parsed) {
    const error = readDocument(document, lines, documents);
    if (error !== undefined) return { documents: [], error };
    if (documents.length > maxManifestDocuments)
      return { documents: [], error: tooManyDocuments(documents.length) };
  }
  return { documents };
}

/** kubectl reads YAML with go-yaml, which leaves times and base 60 numbers as text. */
function asGoReads(tags: Tags): Tags {
  const dropped = /:(timestamp|set|omap|pairs)$/;
  return tags.filter((tag) => typeof tag === 'string' || (tag.format !== 'TIME' && !dropped.test(tag.tag)));
}

function readDocument(
  document: Document.Parsed,
  lines: LineCounter,
  found: ManifestDocument[],
): ManifestError | undefined {
  const broken = document.errors[0];
  if (broken !== undefined) {
    const line = Math.max(1, lines.linePos(broken.pos[0]).line);
    return { ...problem('syntax', broken.message, line), code: broken.code };
  }
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return undefined;
  const line = lines.linePos(root.range[0]).line;
  if (!isMap(root))
    return problem('notAnObject', 'A manifest is a map that begins with apiVersion and kind.', line);
  if (depthOf(root, 0) > maxDepth) return problem('tooDeep', `Nested deeper than ${maxDepth} levels.`, line);
  const value = document.toJS({ maxAliasCount: maxAliases }) as AnyObject;
  const items = value.kind === 'List' && Array.isArray(value['items']) ? value['items'] : undefined;
  if (items === undefined) found.push(located(value, root, lines, []));
  else
    items.forEach((item, index) =>
      found.push(located(item as AnyObject, root, lines, ['items', String(index)])),
    );
  return undefined;
}

function depthOf(node: unknown, depth: number): number {
  if (depth > maxDepth) return depth;
  if (isMap(node)) return Math.max(depth, ...node.items.map((pair) => depthOf(pair.value, depth + 1)));
  if (isSeq(node)) return Math.max(depth, ...node.items.map((item) => depthOf(item, depth + 1)));
  return depth;
}

function located(
  object: AnyObject,
  root: Node,
  lines: LineCounter,
  prefix: readonly string[],
): ManifestDocument {
  const rangeOf = (path: string): FieldRange => findRange(root, [...prefix, ...splitPath(path)], lines);
  return { object, line: rangeOf('').line, rangeOf, lineOf: (path) => rangeOf(path).line };
}

/** `spec.containers[0].resources.limits[nvidia.com/gpu]` to its steps. */
export function splitPath(path: string): string[] {
  return [...path.matchAll(/\[("?)(.*?)\1\]|[^.[\]]+/g)].map((match) => match[2] ?? match[0]);
}

function findRange(root: Node, steps: readonly string[], lines: LineCounter): FieldRange {
  let place: Place = { node: root, start: startOf(root), end: startOf(root) };
  for (let at = 0; at < steps.length; at++) {
    const next = stepInto(place.node, steps.slice(at));
    if (next === undefined) break;
    place = next;
    // A list was passed without an index: the same step is taken again, inside its item.
    if (next.isItem === true) at--;
  }
  const from = lines.linePos(place.start);
  const to = lines.linePos(place.end);
  const sameLine = to.line === from.line && to.col > from.col;
  return { line: from.line, startColumn: from.col, endColumn: sameLine ? to.col : from.col + 1 };
}

interface Place {
  readonly node: unknown;
  readonly start: number;
  readonly end: number;
  readonly isItem?: true;
}

/** The first of the steps from a node, or undefined when it isn't written there. */
function stepInto(node: unknown, steps: readonly string[]): Place | undefined {
  const step = steps[0] ?? '';
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
    if (pair === undefined || !isNode(pair.key)) return undefined;
    const end = isScalar(pair.value) ? endOf(pair.value) : endOf(pair.key);
    return { node: pair.value, start: startOf(pair.key), end };
  }
  if (!isSeq(node)) return undefined;
  if (/^\d+$/.test(step)) return itemPlace(node.items[Number(step)]);
  // Go's JSON decoder names fields without indexes: the first item that has the whole path, else has its first step.
  const items = node.items.toSorted((a, b) => stepsWritten(b, steps) - stepsWritten(a, steps));
  const best = itemPlace(items[0]);
  return best === undefined || stepsWritten(best.node, steps) === 0 ? undefined : { ...best, isItem: true };
}

function itemPlace(item: unknown): Place | undefined {
  if (!isNode(item)) return undefined;
  return { node: item, start: startOf(item), end: isScalar(item) ? endOf(item) : startOf(item) };
}

/** How many of the steps can be taken from a node, lists without an index included. */
function stepsWritten(node: unknown, steps: readonly string[]): number {
  const [step, ...rest] = steps;
  if (step === undefined) return 0;
  if (isSeq(node)) return Math.max(0, ...node.items.map((item) => stepsWritten(item, steps)));
  if (!isMap(node)) return 0;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step);
  return pair === undefined ? 0 : 1 + stepsWritten(pair.value, rest);
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function endOf(node: Node): number {
  return node.range?.[1] ?? 0;
}

function errorOfThrown(error: unknown): ManifestError {
  if (error instanceof RangeError) return problem('tooDeep', `Nested deeper than ${maxDepth} levels.`);
  const message = error instanceof Error ? error.message : String(error);
  if (/alias/i.test(message)) return problem('tooManyAliases', `Aliases stand for too much: ${message}.`);
  return problem('syntax', message);
}

function tooManyDocuments(count: number): ManifestError {
  return problem(
    'tooManyDocuments',
    `${count} documents; at most ${maxManifestDocuments} can be applied at once.`,
  );
}

function problem(name: ManifestProblem, message: string, line = 1): ManifestError {
  return { problem: name, message, line };
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
