/** `-o custom-columns=NAME:.metadata.name`. `staging/src/k8s.io/kubectl/pkg/cmd/get/customcolumn.go` */
import { printColumns } from './columns.ts';
import { findValues, parseTemplate, printValue, relaxPath } from './jsonpath/index.ts';
import { KubectlError } from './kubectl-error.ts';

export interface CustomColumn {
  readonly header: string;
  /** A JSONPath template. */
  readonly path: string;
}

/** @throws KubectlError when a column has no path, JsonPathError when the path is none. */
export function parseCustomColumns(spec: string): CustomColumn[] {
  if (spec === '') throw new KubectlError('custom-columns format specified but no custom columns given');
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon < 0)
      throw new KubectlError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    return { header: part.slice(0, colon), path: relaxPath(part.slice(colon + 1)) };
  });
}

/**
 * The columns of a file: a line of headers and one of paths, with blanks between them.
 * @throws KubectlError when a line is missing or they don't fit
 */
export function parseColumnsFile(text: string): CustomColumn[] {
  if (text === '') throw new KubectlError('custom-columns format specified but no custom columns given');
  const words = (line: string) => line.split(/\s+/).filter((word) => word !== '');
  const [first = '', second] = text.split('\n');
  const headers = words(first);
  if (second === undefined || second.trim() === '')
    throw new KubectlError(
      'invalid template, missing spec line. Expected format is one line of space separated headers, one line of space separated column specs.',
    );
  const paths = words(second);
  if (paths.length !== headers.length)
    throw new KubectlError(
      `number of headers (${headers.length}) and field specifications (${paths.length}) don't match`,
    );
  return headers.map((header, index) => ({ header, path: relaxPath(paths[index]!) }));
}

/** A line of headers and one for each object; without the last line end. */
export function printCustomColumns(
  columns: readonly CustomColumn[],
  objects: readonly unknown[],
  headers = true,
): string {
  const rows = objects.map((object) => columns.map(({ path }) => printCell(path, object)));
  return printColumns(headers ? columns.map((column) => column.header) : [], rows, { gap: 3, least: 6 });
}

function printCell(path: string, object: unknown): string {
  const values = parseTemplate(path).flatMap((part) =>
    part.kind === 'values' ? findValues(part.path, [object], true) : [],
  );
  return values.length === 0 ? '<none>' : values.map(printValue).join(',');
}
