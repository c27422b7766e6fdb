import type { ResourceKind } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import { nameOf } from '../engine/api/object.ts';
import type { Invocation } from './invocation.ts';
import { formatsOfChanges, objectPrinter } from './print-objects.ts';
import { objectTitle } from './server.ts';

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
  invocation.write(print([{ kind, object }], true));
}
