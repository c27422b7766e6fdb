import { escapeHtml, printJson } from '../structured-text.ts';
import { findValues } from './find.ts';
import { parseTemplate } from './parse.ts';
import { JsonPathError, type TemplatePart } from './syntax.ts';

export { findValues } from './find.ts';
export { parseTemplate } from './parse.ts';
export { JsonPathError };

/**
 * Text of a template over some data, as `kubectl -o jsonpath` prints it.
 * @throws JsonPathError
 */
export function printTemplate(template: string, data: unknown, allowMissing: boolean): string {
  return printParts(parseTemplate(template), data, allowMissing);
}

function printParts(parts: readonly TemplatePart[], data: unknown, allowMissing: boolean): string {
  return parts.map((part) => printPart(part, data, allowMissing)).join('');
}

function printPart(part: TemplatePart, data: unknown, allowMissing: boolean): string {
  if (part.kind === 'text') return part.text;
  const values = findValues(part.path, [data], allowMissing);
  if (part.kind === 'values') return values.map(printValue).join(' ');
  return values.map((value) => printParts(part.parts, value, allowMissing)).join('');
}

/**
 * As printTemplate, for `-o jsonpath-as-json`: what each part finds as a JSON list.
 * @throws JsonPathError
 */
export function printTemplateAsJson(template: string, data: unknown, allowMissing: boolean): string {
  return jsonParts(parseTemplate(template), data, allowMissing).join('');
}

function jsonParts(parts: readonly TemplatePart[], data: unknown, allowMissing: boolean): string[] {
  return parts.flatMap((part) => {
    if (part.kind === 'text') return [`${printJson([part.text])}\n`];
    const values = findValues(part.path, [data], allowMissing);
    if (part.kind === 'values') return [`${printJson(values)}\n`];
    return values.flatMap((value) => jsonParts(part.parts, value, allowMissing));
  });
}

/** Texts and numbers as they are, all else as JSON. */
export function printValue(value: unknown): string {
  if (typeof value === 'object' && value !== null) return escapeHtml(JSON.stringify(value));
  return String(value ?? '');
}

const relaxed = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/;

/**
 * `foo.bar` to `{.foo.bar}`. `staging/src/k8s.io/kubectl/pkg/cmd/get/customcolumn.go` RelaxedJSONPathExpression
 * @throws JsonPathError when braces don't match.
 */
export function relaxPath(path: string): string {
  if (path === '') return '';
  const match = relaxed.exec(path);
  if (match === null) {
    throw new JsonPathError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  }
  return `{.${match[1] ?? match[2]!}}`;
}
