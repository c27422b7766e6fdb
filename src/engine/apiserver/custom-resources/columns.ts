/** The columns that a definition gives its kind. `apiextensions-apiserver/pkg/registry/customresource/tableconvertor` */
import type { CustomResourceColumnDefinition } from '../../api/generated/types.ts';
import type { CustomKind } from '../../api/kinds.ts';
import { type KubeObject, nameOf } from '../../api/object.ts';
import { parseTimestamp } from '../../api/time.ts';
import { since } from '../printing/cell-text.ts';
import type { Cell, TableColumn } from '../printing/printer.ts';
import { valuesAt } from './column-path.ts';

export function customColumns({ columns }: CustomKind): TableColumn[] {
  const own = columns.map(({ name, type, format = '', description = '', priority = 0 }) => ({
    name,
    type: type as TableColumn['type'],
    format,
    description,
    priority,
  }));
  return [{ name: 'Name', type: 'string', format: 'name', description: '', priority: 0 }, ...own];
}

export function customCells({ columns }: CustomKind, object: KubeObject, nowMs: number): Cell[] {
  return [nameOf(object), ...columns.map((column) => cellOf(column, object, nowMs))];
}

function cellOf({ type, jsonPath }: CustomResourceColumnDefinition, object: KubeObject, nowMs: number): Cell {
  const values = valuesAt(object, jsonPath).filter((value) => value !== null && value !== undefined);
  const [first] = values;
  if (first === undefined) return '';
  switch (type) {
    case 'integer':
      return typeof first === 'number' ? Math.trunc(first) : '';
    case 'number':
      return typeof first === 'number' ? first : '';
    case 'boolean':
      return typeof first === 'boolean' ? first : '';
    case 'date':
      return Number.isNaN(parseTimestamp(String(first))) ? '<invalid>' : since(String(first), nowMs);
    default:
      return values.map(textOf).join(' ');
  }
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
