/**
 * Objects as a Table: what the server answers when a client asks for columns instead of objects.
 * `staging/src/k8s.io/apiserver/pkg/endpoints/handlers/response.go`, `pkg/printers/storage/storage.go`
 */
import { apiVersionOf, type ResourceKind } from '../../api/kinds.ts';
import type { AnyObject, KubeObject } from '../../api/object.ts';
import { customCells, customColumns } from '../custom-resources/columns.ts';
import { clusterPrinters } from './cluster-kinds.ts';
import { extensionPrinters } from './extension-kinds.ts';
import { networkPrinters } from './network.ts';
import { podPrinter } from './pods.ts';
import { type Cell, type Printer, printer, type Printing, type TableColumn } from './printer.ts';
import { storagePrinters } from './storage.ts';
import { workloadPrinters } from './workloads.ts';

export interface TableRow {
  readonly cells: readonly Cell[];
  readonly object?: AnyObject;
}

/** Which part of each object a row carries. */
export type IncludedObject = 'None' | 'Metadata' | 'Object';

const printers: Readonly<Record<string, Printer>> = {
  Pod: podPrinter,
  ...clusterPrinters,
  ...extensionPrinters,
  ...networkPrinters,
  ...storagePrinters,
  ...workloadPrinters,
};

/** For kinds that have no printer of their own. `apiserver/pkg/registry/rest/table.go` */
const defaultPrinter = printer<KubeObject>('Name,Created At', ({ metadata }) => [
  metadata?.name ?? '',
  metadata?.creationTimestamp ?? '',
]);

const printerOf = (kind: string): Printer => printers[kind] ?? defaultPrinter;

export function columnsOf(kind: string): TableColumn[] {
  return printerOf(kind).columns.split(',').map(readColumn);
}

function readColumn(text: string): TableColumn {
  const name = text.replace(/^\+|[#?]$/g, '');
  const type = text.endsWith('#') ? 'integer' : text.endsWith('?') ? 'boolean' : 'string';
  return {
    name,
    type: name === 'Created At' ? 'date' : type,
    format: name === 'Name' ? 'name' : '',
    description: '',
    priority: text.startsWith('+') ? 1 : 0,
  };
}

/** One row of an object, without wide cells where `printing` doesn't want them. */
export function cellsOf(kind: string, object: KubeObject, printing: Printing): readonly Cell[] {
  return printerOf(kind).cells(object, printing);
}

/** The body of an answer in columns: of one object, or of the items of a list. */
export function asTable(
  kind: ResourceKind,
  objects: readonly KubeObject[],
  metadata: object,
  included: IncludedObject,
  nowMs: number,
): AnyObject {
  const rows = objects.map((object): TableRow => ({
    cells:
      kind.custom === undefined
        ? cellsOf(kind.kind, object, { nowMs, wide: true })
        : customCells(kind.custom, object, nowMs),
    ...(included === 'None' ? {} : { object: rowObject(kind, object, included) }),
  }));
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: kind.custom === undefined ? columnsOf(kind.kind) : customColumns(kind.custom),
    rows,
  };
}

function rowObject(kind: ResourceKind, object: KubeObject, included: IncludedObject): AnyObject {
  if (included === 'Object') return { kind: kind.kind, apiVersion: apiVersionOf(kind), ...object };
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata };
}
