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
  { gap, least }: ColumnLayout,
): string {
  const lines = headers.length === 0 ? rows : [headers, ...rows];
  const count = Math.max(0, ...lines.map((line) => line.length));
  const widths = Array.from({ length: count }, (_, column) => {
    const longest = Math.max(...lines.map((line) => widthOf(line[column] ?? '')));
    return Math.max(least, longest + gap);
  });
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
