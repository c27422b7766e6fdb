/** Elastic tab stops, as Go's `text/tabwriter` lays them out for `kubectl describe`: a gap of two, no least width. */
const gap = 2;

/**
 * Turns tabs into spaces. A cell is what a tab ends; cells below one another in lines that follow each other make a
 * column, as wide as its longest cell needs.
 */
export function layOutTabs(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const widths: number[][] = lines.map(() => []);
  measure(lines, widths, 0, 0, lines.length);
  return lines
    .map((cells, row) => cells.map((cell, column) => pad(cell, widths[row]![column] ?? 0)).join(''))
    .join('\n');
}

/** Finds the blocks of one column among the lines, and in each the blocks of the next. */
function measure(
  lines: ReadonlyArray<readonly string[]>,
  widths: number[][],
  column: number,
  start: number,
  end: number,
): void {
  let row = start;
  while (row < end) {
    const first = row;
    while (row < end && column < lines[row]!.length - 1) row++;
    if (row > first) {
      const block = lines.slice(first, row);
      const width = Math.max(...block.map((cells) => [...cells[column]!].length)) + gap;
      for (let inside = first; inside < row; inside++) widths[inside]![column] = width;
      measure(lines, widths, column + 1, first, row);
    } else {
      row++;
    }
  }
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - [...cell].length));
}
