/** Text of the tables that the server makes for `kubectl get`. `staging/src/k8s.io/cli-runtime/pkg/printers/tableprinter.go` */
import type { ResourceKind } from '../engine/api/kinds.ts';
import type { KubeObject } from '../engine/api/object.ts';
import { columnWidths, printLines } from './columns.ts';
import { kindTitle } from './server.ts';

/** `meta.k8s.io/v1` Table. */
export interface Table {
  readonly metadata?: { readonly resourceVersion?: string };
  readonly columnDefinitions: ReadonlyArray<{ readonly name: string; readonly priority?: number }>;
  readonly rows?: ReadonlyArray<{ readonly cells: readonly unknown[]; readonly object?: KubeObject }>;
}

export interface TableOptions {
  readonly wide: boolean;
  readonly headers: boolean;
  readonly labels: boolean;
  /** Labels with a column of their own (`-L`). */
  readonly labelColumns: readonly string[];
  readonly namespaces: boolean;
  /** `pod/web` instead of `web` in the first column, when several kinds are printed. */
  readonly withKind: boolean;
}

export interface KindTable {
  readonly kind: ResourceKind;
  readonly table: Table;
}

const layout = { gap: 3, least: 6 };

/** Tables one after the other with an empty line between; empty ones are left out. Without the last line end. */
export function printTables(tables: readonly KindTable[], options: TableOptions): string {
  const filled = joinSameKind(tables).filter(({ table }) => (table.rows ?? []).length > 0);
  return filled
    .map((one) => {
      const lines = linesOf(one, options, options.headers);
      return printLines(lines, columnWidths(lines, layout));
    })
    .join('\n\n');
}

/** Tables that come one after the other, as a watch brings them: one headline, and columns that never narrow. */
export class GrowingTable {
  #options: TableOptions;
  #columns: Table['columnDefinitions'] | undefined;
  #widths: readonly number[] = [];

  constructor(options: TableOptions) {
    this.#options = options;
  }

  /** The lines to print, without the last line end; '' when there are none. */
  add({ kind, table }: KindTable): string {
    if ((table.rows ?? []).length === 0) return '';
    const first = this.#columns === undefined;
    // Later tables of a watch come without the definitions of their columns.
    this.#columns ??= table.columnDefinitions;
    const complete = { kind, table: { ...table, columnDefinitions: this.#columns } };
    const lines = linesOf(complete, this.#options, first && this.#options.headers);
    this.#widths = columnWidths(lines, layout, this.#widths);
    return printLines(lines, this.#widths);
  }
}

/** Objects asked for one by one come as a table each, and are printed as one. */
function joinSameKind(tables: readonly KindTable[]): Array<{ kind: ResourceKind; table: Table }> {
  const joined: Array<{ kind: ResourceKind; table: Table }> = [];
  for (const { kind, table } of tables) {
    const last = joined.at(-1);
    if (last?.kind === kind)
      last.table = { ...last.table, rows: [...(last.table.rows ?? []), ...(table.rows ?? [])] };
    else joined.push({ kind, table });
  }
  return joined;
}

function linesOf({ kind, table }: KindTable, options: TableOptions, headers: boolean): string[][] {
  const shown = table.columnDefinitions.flatMap(({ priority = 0 }, index) =>
    priority === 0 || options.wide ? [index] : [],
  );
  const withNamespace = options.namespaces && kind.namespaced;
  const headline = [
    ...(withNamespace ? ['NAMESPACE'] : []),
    ...shown.map((index) => table.columnDefinitions[index]!.name.toUpperCase()),
    ...options.labelColumns.map((key) => key.slice(key.lastIndexOf('/') + 1).toUpperCase()),
    ...(options.labels ? ['LABELS'] : []),
  ];
  const rows = (table.rows ?? []).map(({ cells, object }) => [
    ...(withNamespace ? [object?.metadata?.namespace ?? ''] : []),
    ...shown.map((index, position) =>
      position === 0 && options.withKind
        ? `${kindTitle(kind)}/${printCell(cells[index])}`
        : printCell(cells[index]),
    ),
    ...options.labelColumns.map((key) => object?.metadata?.labels?.[key] ?? ''),
    ...(options.labels ? [printLabels(object?.metadata?.labels ?? {})] : []),
  ]);
  return headers ? [headline, ...rows] : rows;
}

/** Several lines in a cell are cut to the first. */
function printCell(cell: unknown): string {
  if (cell === undefined || cell === null) return '';
  const text = String(cell);
  const end = text.search(/[\f\n\r]/);
  return end < 0 ? text : `${text.slice(0, end)}...`;
}

function printLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? '<none>' : pairs.toSorted().join(',');
}
