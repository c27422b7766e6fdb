/** Text of the tables that the server makes for `kubectl get`. `staging/src/k8s.io/cli-runtime/pkg/printers/tableprinter.go` */
import type { ResourceKind } from '../engine/api/kinds.ts';
import type { KubeObject } from '../engine/api/object.ts';
import { printColumns } from './columns.ts';
import { kindTitle } from './server.ts';

/** `meta.k8s.io/v1` Table. */
export interface Table {
  readonly columnDefinitions: ReadonlyArray<{ readonly name: string; readonly priority?: number }>;
  readonly rows?: ReadonlyArray<{ readonly cells: readonly unknown[]; readonly object?: KubeObject }>;
}

export interface TableOptions {
  readonly wide: boolean;
  readonly headers: boolean;
  readonly labels: boolean;
  readonly namespaces: boolean;
  /** `pod/web` instead of `web` in the first column, when several kinds are printed. */
  readonly withKind: boolean;
}

/** Tables one after the other with an empty line between; empty ones are left out. Without the last line end. */
export function printTables(
  tables: ReadonlyArray<{ readonly kind: ResourceKind; readonly table: Table }>,
  options: TableOptions,
): string {
  const filled = joinSameKind(tables).filter(({ table }) => (table.rows ?? []).length > 0);
  return filled.map(({ kind, table }) => printTable(kind, table, options)).join('\n\n');
}

/** Objects asked for one by one come as a table each, and are printed as one. */
function joinSameKind(
  tables: ReadonlyArray<{ readonly kind: ResourceKind; readonly table: Table }>,
): Array<{ kind: ResourceKind; table: Table }> {
  const joined: Array<{ kind: ResourceKind; table: Table }> = [];
  for (const { kind, table } of tables) {
    const last = joined.at(-1);
    if (last?.kind === kind)
      last.table = { ...last.table, rows: [...(last.table.rows ?? []), ...(table.rows ?? [])] };
    else joined.push({ kind, table });
  }
  return joined;
}

function printTable(kind: ResourceKind, table: Table, options: TableOptions): string {
  const shown = table.columnDefinitions.flatMap(({ priority = 0 }, index) =>
    priority === 0 || options.wide ? [index] : [],
  );
  const withNamespace = options.namespaces && kind.namespaced;
  const headers = [
    ...(withNamespace ? ['NAMESPACE'] : []),
    ...shown.map((index) => table.columnDefinitions[index]!.name.toUpperCase()),
    ...(options.labels ? ['LABELS'] : []),
  ];
  const rows = (table.rows ?? []).map(({ cells, object }) => [
    ...(withNamespace ? [object?.metadata?.namespace ?? ''] : []),
    ...shown.map((index, position) =>
      position === 0 && options.withKind
        ? `${kindTitle(kind)}/${printCell(cells[index])}`
        : printCell(cells[index]),
    ),
    ...(options.labels ? [printLabels(object?.metadata?.labels ?? {})] : []),
  ]);
  return printColumns(options.headers ? headers : [], rows, { gap: 3, least: 6 });
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
