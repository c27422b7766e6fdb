/** Managers as `metadata.managedFields` shows them, and back. `managedfields/internal/managedfields.go` */
import type { ManagedFieldsEntry } from '../../api/generated/types.ts';
import { type FieldSet, inOrder } from './field-set.ts';
import { type Manager, sorted } from './managers.ts';

export function toEntries(managers: readonly Manager[]): ManagedFieldsEntry[] {
  return sorted(managers).map(({ manager, operation, apiVersion, subresource, time, fields }) => ({
    manager,
    operation,
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: inOrder(fields),
    ...(subresource === '' ? {} : { subresource }),
  }));
}

/** Undefined when they can't be read: then they are as if nobody had sent them. */
export function fromEntries(entries: readonly ManagedFieldsEntry[]): readonly Manager[] | undefined {
  const managers = entries.map(readEntry);
  return managers.includes(undefined) ? undefined : (managers as Manager[]);
}

function readEntry(entry: ManagedFieldsEntry): Manager | undefined {
  const {
    manager = '',
    operation,
    apiVersion = '',
    subresource = '',
    time = '',
    fieldsType,
    fieldsV1,
  } = entry;
  if (operation !== 'Apply' && operation !== 'Update') return undefined;
  if (fieldsType !== 'FieldsV1' || typeof fieldsV1 !== 'object' || fieldsV1 === null) return undefined;
  return { manager, operation, apiVersion, subresource, time, fields: fieldsV1 as FieldSet };
}

/** True for `[{}]`: nobody shall be kept account of any more. */
export function isReset(entries: readonly ManagedFieldsEntry[]): boolean {
  return entries.length === 1 && Object.keys(entries[0]!).length === 0;
}
