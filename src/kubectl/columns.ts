export interface ColumnLayout {
  /** Spaces after the longest cell of a column. */
  readonly gap: number;
  /** Least width of a column with its gap. */
  readonly least: number;
}

/**
 * Lays cells out in columns as Go's tabwriter does: each column as wide as its longest cell plus a gap, the last
 * one as long as its text. Without an ending line break.
 */
export function printColumns(
  headers: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
  layout: ColumnLayout,
): string {
  const lines = headers.length === 0 ? rows : [headers, ...rows];
  return printLines(lines, columnWidths(lines, layout));
}

/** Widths that the lines need; none is narrower than it was `before`. */
export function columnWidths(
  lines: ReadonlyArray<readonly string[]>,
  { gap, least }: ColumnLayout,
  before: readonly number[] = [],
): number[] {
  const count = Math.max(0, ...lines.map((line) => line.length));
  return Array.from({ length: count }, (_, column) => {
    const longest = Math.max(...lines.map((line) => widthOf(line[column] ?? '')));
    return Math.max(least, longest + gap, before[column] ?? 0);
  });
}

export function printLines(lines: ReadonlyArray<readonly string[]>, widths: readonly number[]): string {
  return lines.map((line) => printLine(line, widths)).join('\n');
}

function printLine(line: readonly string[], widths: readonly number[]): string {
  return line
    .map((cell, column) => (column === line.length - 1 ? cell : pad(cell, widths[column]!)))
    .join('');
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - widthOf(cell)));
}

function widthOf(cell: string): number {
  return [...cell].length;
}
