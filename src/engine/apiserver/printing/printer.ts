/**
 * How objects of a kind become rows of a table. Follows `pkg/printers/internalversion/printers.go`: one printer a
 * kind, with its columns as one line of text, so that forty kinds stay small.
 */
import type { KubeObject } from '../../api/object.ts';
import { ageOf } from './cell-text.ts';

export type Cell = string | number | boolean;

export interface TableColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly format: string;
  readonly description: string;
  /** 0 is always shown, 1 in wide tables. */
  readonly priority: number;
}

export interface Printing {
  /** The moment that ages are told at, milliseconds since 1970. */
  readonly nowMs: number;
  /** With the cells of the wide columns. */
  readonly wide: boolean;
}

export interface Printer {
  /**
   * Names of the columns between commas. `+` before a name marks a column of wide tables; `#` and `?` after it say
   * that its cells are integers or booleans, else they are text.
   */
  readonly columns: string;
  cells(object: KubeObject, printing: Printing): readonly Cell[];
}

type Cells<Kind> = (object: Kind, printing: Printing) => readonly Cell[];

/** A printer whose cells are all its own. */
export function printer<Kind extends KubeObject>(columns: string, cells: Cells<Kind>): Printer {
  return { columns, cells: (object, printing) => cells(object as Kind, printing) };
}

/** The usual printer: name first, then what the kind adds, then age, then what wide tables add. */
export function agedPrinter<Kind extends KubeObject>(
  columns: string,
  cells: Cells<Kind>,
  wideColumns = '',
  wideCells: Cells<Kind> = () => [],
): Printer {
  return printer<Kind>(`Name,${columns},Age${wideColumns}`, (object, printing) => {
    const row: Cell[] = [object.metadata?.name ?? ''];
    for (const cell of cells(object, printing)) row.push(cell);
    row.push(ageOf(object, printing.nowMs));
    if (printing.wide) for (const cell of wideCells(object, printing)) row.push(cell);
    return row;
  });
}
