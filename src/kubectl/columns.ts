/**
 * Lays cells out in columns as Go's tabwriter does for kubectl: each column as wide as its longest cell plus a
 * gap, the last one as long as its text. Without an ending line break.
 */
export function printColumns(
  headers: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
  gap = 3,
): string {
  const lines = headers.length === 0 ? rows : [headers, ...rows];
  const count = Math.max(0, ...lines.map((line) => line.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...lines.map((line) => [...(line[column] ?? '')].length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === line.length - 1 ? cell : cell + padding(cell, widths[column]! + gap),
        )
        .join(''),
    )
    .join('\n');
}

function padding(cell: string, width: number): string {
  return ' '.repeat(Math.max(0, width - [...cell].length));
}
