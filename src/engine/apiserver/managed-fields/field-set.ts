/**
 * Sets of fields in the form of FieldsV1: an element of a path to the set below it. `{}` is a member without children;
 * a member with children has a `.`. `sigs.k8s.io/structured-merge-diff/fieldpath/set.go`
 */
export interface FieldSet {
  readonly [element: string]: FieldSet;
}

export const member: FieldSet = {};
const self = '.';

/** Undefined stands for the empty set. */
type Maybe = FieldSet | undefined;

export function isMember(node: Maybe): boolean {
  if (node === undefined) return false;
  if (self in node) return true;
  for (const _ in node) return false;
  return true;
}

/** The elements below a node, without its own membership. */
export function childrenOf(node: FieldSet): string[] {
  return Object.keys(node).filter((element) => element !== self);
}

/** A node from what is known of it; undefined when there is nothing. */
export function nodeOf(children: Readonly<Record<string, Maybe>>, isSelf: boolean): Maybe {
  let node: Record<string, FieldSet> | undefined;
  for (const element in children) {
    const child = children[element];
    if (child !== undefined) (node ??= isSelf ? { [self]: member } : {})[element] = child;
  }
  return node ?? (isSelf ? member : undefined);
}

/** The same set with the elements of each node in order. */
export function inOrder(set: FieldSet): FieldSet {
  const elements = Object.keys(set);
  if (elements.length === 0) return set;
  return Object.fromEntries(elements.toSorted().map((element) => [element, inOrder(set[element]!)]));
}

/** Element by element; `below` combines what is under an element, one side of which may be empty. */
function combine(
  left: FieldSet,
  right: FieldSet,
  isKept: boolean,
  below: (left: Maybe, right: Maybe) => Maybe,
): Maybe {
  const children: Record<string, Maybe> = {};
  for (const element in left) if (element !== self) children[element] = below(left[element], right[element]);
  for (const element in right)
    if (element !== self && !(element in left)) children[element] = below(undefined, right[element]);
  return nodeOf(children, isKept);
}

export function union(left: Maybe, right: Maybe): Maybe {
  if (left === undefined || left === right) return right;
  if (right === undefined) return left;
  return combine(left, right, isMember(left) || isMember(right), union);
}

export function intersection(left: Maybe, right: Maybe): Maybe {
  if (left === undefined || right === undefined) return undefined;
  return combine(left, right, isMember(left) && isMember(right), intersection);
}

export function difference(left: Maybe, right: Maybe): Maybe {
  if (left === undefined || right === undefined) return left;
  return combine(left, right, isMember(left) && !isMember(right), difference);
}

/** Without the members of the other set and all that is below them. */
export function withoutTrees(set: Maybe, roots: Maybe): Maybe {
  if (set === undefined || roots === undefined) return set;
  if (isMember(roots)) return undefined;
  const children: Record<string, Maybe> = {};
  for (const element of childrenOf(set)) children[element] = withoutTrees(set[element], roots[element]);
  return nodeOf(children, isMember(set));
}

export function isEqualSet(left: Maybe, right: Maybe): boolean {
  if (left === right) return true;
  return difference(left, right) === undefined && difference(right, left) === undefined;
}

/** The paths of all members, as messages name them: `.spec.containers[name="web"].image`. */
export function pathsOf(set: Maybe, above = ''): string[] {
  if (set === undefined) return [];
  const own = isMember(set) && above !== '' ? [above] : [];
  return [
    ...own,
    ...childrenOf(set)
      .toSorted()
      .flatMap((element) => pathsOf(set[element], above + printElement(element))),
  ];
}

/** `fieldpath/path.go`, `fieldpath/element.go` */
export function printElement(element: string): string {
  const rest = element.slice(2);
  switch (element[0]) {
    case 'f':
      return `.${rest}`;
    case 'v':
      return `[=${rest}]`;
    case 'k': {
      const keys = Object.entries(JSON.parse(rest) as object);
      return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
    }
    default:
      return `[${rest}]`;
  }
}
