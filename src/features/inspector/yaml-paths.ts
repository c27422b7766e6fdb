/** The lines of a YAML text, each with the field that begins on it. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { FieldPath } from './field-owners.ts';

export interface YamlLine {
  readonly number: number;
  readonly text: string;
  /** Of a further line of a long value: that of its first line. */
  readonly path: FieldPath;
}

export function linesWithPaths(text: string): readonly YamlLine[] {
  const paths = pathsByLine(text);
  let path: FieldPath = [];
  return text
    .trimEnd()
    .split('\n')
    .map((line, at) => {
      path = paths.get(at + 1) ?? path;
      return { number: at + 1, text: line, path };
    });
}

/** The innermost field that begins on a line wins: `- name: a` is about the name. */
function pathsByLine(text: string): ReadonlyMap<number, FieldPath> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const paths = new Map<number, FieldPath>();
  const note = (offset: number | undefined, path: FieldPath): void => {
    if (offset !== undefined) paths.set(lineCounter.linePos(offset).line, path);
  };
  const visit = (node: unknown, path: FieldPath): void => {
    if (isMap(node)) {
      // The first field of an item shares its line, so it is visited last.
      for (const { key, value } of node.items.toReversed()) {
        if (!isScalar(key)) continue;
        const below = [...path, String(key.value)];
        visit(value, below);
        note(key.range?.[0], below);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, at) => {
        if (isScalar(item)) note(item.range?.[0], [...path, at]);
        visit(item, [...path, at]);
      });
    }
  };
  visit(document.contents, []);
  return paths;
}

/** The value at a path, or undefined. */
export function valueAt(object: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Record<string | number, unknown> | null | undefined)?.[step],
    object,
  );
}
