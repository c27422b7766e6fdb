import type { ResourceKind } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import { nameOf } from '../engine/api/object.ts';
import { inDeclaredOrder } from './field-order.ts';
import type { Invocation } from './invocation.ts';
import { formatsOfChanges, objectPrinter } from './print-objects.ts';
import { objectTitle } from './server.ts';
import { printDeclaredJson, withoutManagedFields } from './structured-text.ts';

/** Prints what became of an object: `deployment.apps/web created`, or the object itself in the format of `-o`. */
export function outputObjects(
  invocation: Invocation,
  kind: ResourceKind,
  object: AnyObject,
  result: string,
): void {
  const { flags } = invocation;
  const format = flags.text('output');
  if (format === '') return invocation.print(`${objectTitle({ kind, name: nameOf(object) })} ${result}`);
  const managedFields = flags.isOn('show-managed-fields');
  const print = objectPrinter(format, { headers: true, managedFields, formats: formatsOfChanges });
  const text = print([{ kind, object }], true);
  if (format === 'yaml') invocation.writeDocument(text);
  else invocation.write(text);
}

/** The same for objects that kubectl knows as a type of its own: in JSON, their fields keep the order of that type. */
export function outputTyped(
  invocation: Invocation,
  kind: ResourceKind,
  object: AnyObject,
  result: string,
): void {
  if (invocation.flags.text('output') !== 'json') return outputObjects(invocation, kind, object, result);
  const shown = invocation.flags.isOn('show-managed-fields') ? object : withoutManagedFields(object);
  invocation.write(`${printDeclaredJson(inDeclaredOrder(shown))}\n`);
}
