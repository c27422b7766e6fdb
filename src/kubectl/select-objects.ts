/** Which objects a command is about: by name, by selector, all of a kind, or those of manifests. */
import type { AnyObject } from '../engine/api/object.ts';
import { nameOf, namespaceOf } from '../engine/api/object.ts';
import { forEach, type Invocation } from './invocation.ts';
import { KubectlError } from './kubectl-error.ts';
import { readManifests } from './manifests.ts';
import type { ResourceArgument } from './resource-arguments.ts';
import { parseResourceArguments } from './resource-arguments.ts';
import type { ObjectReference } from './server.ts';

export interface Selected extends ObjectReference {
  readonly object: AnyObject;
}

export const nothingGiven = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

/** References without asking the server, except where a selector or `--all` has to be looked up. */
export async function selectReferences(
  invocation: Invocation,
  words = invocation.words,
): Promise<ObjectReference[]> {
  if (invocation.flags.given('filename')) return readManifests(invocation);
  if (words.length === 0) throw new KubectlError(nothingGiven);
  const found: ObjectReference[] = [];
  for (const argument of await parseResourceArguments(invocation.server, words)) {
    found.push(
      ...(argument.name === undefined
        ? await selectAll(invocation, argument)
        : [toReference(invocation, argument)]),
    );
  }
  return found;
}

/**
 * Does something with each object; one that is missing doesn't keep the others from it. How many were meant.
 * @throws KubectlError, ServerError or SeveralErrors at the end, for what went wrong
 */
export async function visitObjects(
  invocation: Invocation,
  act: (selected: Selected) => Promise<void>,
  words = invocation.words,
): Promise<number> {
  const references = await selectReferences(invocation, words);
  await forEach(references, async ({ kind, namespace, name }) => {
    const object = await invocation.server.get({ kind, namespace, name });
    await act({ kind, namespace, name, object });
  });
  return references.length;
}

/** As selectReferences, with the objects as the server has them. */
export async function selectObjects(invocation: Invocation, words = invocation.words): Promise<Selected[]> {
  const references = await selectReferences(invocation, words);
  const found: Selected[] = [];
  for (const reference of references) {
    found.push({
      kind: reference.kind,
      namespace: reference.namespace,
      name: reference.name,
      object: await invocation.server.get(reference),
    });
  }
  return found;
}

function toReference(invocation: Invocation, argument: ResourceArgument): ObjectReference {
  const namespace = argument.kind.namespaced ? invocation.namespace : '';
  return { kind: argument.kind, namespace, name: argument.name ?? '' };
}

async function selectAll(invocation: Invocation, { kind }: ResourceArgument): Promise<ObjectReference[]> {
  const { flags } = invocation;
  const selector = flags.text('selector');
  const fieldSelector = flags.text('field-selector');
  if (!flags.isOn('all') && selector === '' && fieldSelector === '') {
    throw new KubectlError('resource(s) were provided, but no name was specified');
  }
  const namespace = kind.namespaced && !flags.isOn('all-namespaces') ? invocation.namespace : '';
  const query = {
    ...(selector === '' ? {} : { labelSelector: selector }),
    ...(fieldSelector === '' ? {} : { fieldSelector }),
  };
  const items = await invocation.server.list(kind, namespace, query);
  return items.map((item) => ({ kind, namespace: namespaceOf(item), name: nameOf(item) }));
}
