import type { ResourceKind } from '../engine/api/kinds.ts';
import type { AnyObject } from '../engine/api/object.ts';
import { nameOf } from '../engine/api/object.ts';
import { inDeclaredOrder } from './field-order.ts';
import type { Invocation } from './invocation.ts';
import { formatsOfChanges, type ObjectPrinter, objectPrinter } from './print-objects.ts';
import { objectTitle } from './server.ts';
import { printDeclaredJson, withoutManagedFields } from './structured-text.ts';

/** Prints what became of an object: `deployment.apps/web created`, or the object itself in the format of `-o`. */
export function outputObjects(
  invocation: Invocation,
  kind: ResourceKind,
  object: AnyObject,
  result: string,
): void {
  const format = outputFormatOf(invocation);
  if (format === '') return invocation.print(`${objectTitle({ kind, name: nameOf(object) })} ${result}`);
  const text = printerOfChanges(invocation)([{ kind, object }], true);
  if (format === 'yaml') invocation.writeDocument(text);
  else invocation.write(text);
}

/** `-o`; a template alone says enough. */
export function outputFormatOf({ flags }: Invocation): string {
  return flags.text('output') || (flags.given('template') ? 'go-template' : '');
}

/** The printer of `-o` for commands that change objects. */
export function printerOfChanges(invocation: Invocation): ObjectPrinter {
  const { flags, files } = invocation;
  return objectPrinter(outputFormatOf(invocation), {
    headers: true,
    managedFields: flags.isOn('show-managed-fields'),
    formats: formatsOfChanges,
    template: flags.text('template'),
    files,
  });
}

/** For commands that print each object by itself: YAML documents follow one another with nothing between them. */
export function withoutSeparators(invocation: Invocation): Invocation {
  return { ...invocation, writeDocument: (text) => invocation.write(text) };
}

/** As outputObjects, for objects that kubectl knows as a type of its own: in JSON, their fields keep the order of that type. */
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
