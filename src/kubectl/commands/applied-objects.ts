import type { ResourceKind } from '../../engine/api/kinds.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import type { Invocation } from '../invocation.ts';
import { outputFormatOf, outputObjects, printerOfChanges } from '../output.ts';
import type { FetchedObject } from '../print-objects.ts';
import { printDeclaredJson } from '../structured-text.ts';

/** What `apply` says of objects: a line for each as it comes, or with `-o` all of them at the end, as one value. */
export class AppliedObjects {
  readonly #invocation: Invocation;
  readonly #objects: FetchedObject[] = [];

  constructor(invocation: Invocation) {
    this.#invocation = invocation;
  }

  add(kind: ResourceKind, object: AnyObject, result: string): void {
    const format = outputFormatOf(this.#invocation);
    if (format === '' || format === 'name') outputObjects(this.#invocation, kind, object, result);
    else this.#objects.push({ kind, object });
  }

  /** Prints what the lines didn't tell. `pkg/cmd/apply/apply.go` printObjects */
  print(): void {
    if (this.#objects.length === 0) return;
    const isSingle = this.#objects.length === 1;
    const text = printerOfChanges(this.#invocation)(this.#objects, isSingle);
    const isJsonList = !isSingle && outputFormatOf(this.#invocation) === 'json';
    this.#invocation.write(isJsonList ? asTypedList(text) : text);
  }
}

/** The list around the objects is of a declared type, whose fields keep their order. */
function asTypedList(text: string): string {
  const { items } = JSON.parse(text) as { items: unknown };
  return `${printDeclaredJson({ kind: 'List', apiVersion: 'v1', metadata: {}, items })}\n`;
}
