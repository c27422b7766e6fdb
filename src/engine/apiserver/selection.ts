/** Which objects of a collection a request means: label and field selectors. */
import { matchesFields, parseFieldSelector } from '../api/field-selector.ts';
import { type Labels, matchesLabels, parseLabelSelector } from '../api/label-selector.ts';
import type { ResourceKind } from '../api/kinds.ts';
import type { AnyObject, KubeObject } from '../api/object.ts';
import { badRequest } from './errors.ts';
import { fieldReaders, unknownField } from './selectable-fields.ts';

export type Selection = (object: KubeObject) => boolean;

type Query = Readonly<Record<string, string>>;

/** What a request without selectors means. */
export const everything: Selection = () => true;

/** @throws StatusError BadRequest when a selector cannot be read or asks for a field that the kind does not offer. */
export function selectionOf(kind: ResourceKind, query: Query | undefined): Selection {
  const labels = labelSelection(query?.['labelSelector'] ?? '');
  const fields = fieldSelection(kind, query?.['fieldSelector'] ?? '');
  if (labels === undefined && fields === undefined) return everything;
  return (object) => (fields === undefined || fields(object)) && (labels === undefined || labels(object));
}

const noLabels: Labels = {};

function labelSelection(text: string): Selection | undefined {
  const selector = readOrRefuse(() => parseLabelSelector(text));
  if (selector.length === 0) return undefined;
  return (object) => matchesLabels(selector, object.metadata?.labels ?? noLabels);
}

function fieldSelection(kind: ResourceKind, text: string): Selection | undefined {
  const selector = readOrRefuse(() => parseFieldSelector(text));
  if (selector.length === 0) return undefined;
  const readers = fieldReaders(kind);
  const wanted = selector.map((requirement) => {
    const read = readers.get(requirement.field);
    if (read === undefined) throw badRequest(unknownField(kind, requirement.field));
    return { requirement: [requirement], field: requirement.field, read };
  });
  return (object) =>
    wanted.every(({ requirement, field, read }) =>
      matchesFields(requirement, { [field]: read(object as AnyObject) }),
    );
}

function readOrRefuse<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw badRequest(error instanceof Error ? error.message : String(error));
  }
}
