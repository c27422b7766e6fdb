/** How the line being typed is drawn, wrapped at the edge of the screen, over what was drawn before. */

export interface PaintedLine {
  /** What to send to the screen. */
  readonly output: string;
  /** The row of the cursor below the row on which the prompt begins. */
  readonly cursorRow: number;
}

export interface Drawing {
  /** With its colours. */
  readonly prompt: string;
  /** Number of columns that the prompt takes. */
  readonly promptWidth: number;
  readonly text: string;
  readonly cursor: number;
  readonly columns: number;
}

const continuation = '> ';

/** Draws the line again; `cursorRow` is where the drawing before left the cursor. */
export function paintLine(drawing: Drawing, cursorRow: number): PaintedLine {
  const { prompt, text, cursor } = drawing;
  const up = cursorRow > 0 ? `\u001b[${cursorRow}A` : '';
  const shown = text.replaceAll('\n', `\r\n${continuation}`).replaceAll('\t', ' ');
  const end = placeOf(drawing, text.length);
  const at = placeOf(drawing, cursor);
  // At the very edge a terminal holds the cursor back; a line break brings it to where it belongs.
  const settle = end.column === 0 && text !== '' && !text.endsWith('\n') ? '\r\n' : '';
  const back = end.row > at.row ? `\u001b[${end.row - at.row}A` : '';
  const across = at.column > 0 ? `\u001b[${at.column}C` : '';
  return { output: `\r${up}\u001b[J${prompt}${shown}${settle}\r${back}${across}`, cursorRow: at.row };
}

/** Row and column of a character, counted from where the prompt begins. */
function placeOf({ promptWidth, text, columns }: Drawing, index: number): { row: number; column: number } {
  let [row, column] = [Math.floor(promptWidth / columns), promptWidth % columns];
  for (const char of text.slice(0, index)) {
    if (char === '\n') {
      row++;
      column = continuation.length;
    } else if (++column >= columns) {
      row++;
      column = 0;
    }
  }
  return { row, column };
}

/** Names in columns, as a shell lists them. */
export function inColumns(names: readonly string[], columns: number): string {
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const perRow = Math.max(1, Math.floor(columns / width));
  const rows = Math.ceil(names.length / perRow);
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    const inRow = names.filter((_, index) => index % rows === row);
    lines.push(
      inRow
        .map((name) => name.padEnd(width))
        .join('')
        .trimEnd(),
    );
  }
  return lines.join('\r\n');
}
