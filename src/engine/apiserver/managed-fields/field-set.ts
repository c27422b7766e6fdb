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
  const elements = Object.keys(children).filter((element) => children[element] !== undefined);
  if (elements.length === 0) return isSelf ? member : undefined;
  const node: Record<string, FieldSet> = isSelf ? { [self]: member } : {};
  for (const element of elements.toSorted()) node[element] = children[element]!;
  return node;
}

function combine(left: Maybe, right: Maybe, keeps: (inLeft: boolean, inRight: boolean) => boolean): Maybe {
  const children: Record<string, Maybe> = {};
  for (const element of childrenOf({ ...left, ...right }))
    children[element] = combine(left?.[element], right?.[element], keeps);
  return nodeOf(children, keeps(isMember(left), isMember(right)));
}

export function union(left: Maybe, right: Maybe): Maybe {
  if (left === undefined || left === right) return right;
  return right === undefined ? left : combine(left, right, (inLeft, inRight) => inLeft || inRight);
}

export function intersection(left: Maybe, right: Maybe): Maybe {
  if (left === undefined || right === undefined) return undefined;
  return combine(left, right, (inLeft, inRight) => inLeft && inRight);
}

export function difference(left: Maybe, right: Maybe): Maybe {
  if (left === undefined || right === undefined) return left;
  return combine(left, right, (inLeft, inRight) => inLeft && !inRight);
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
  return combine(left, right, (inLeft, inRight) => inLeft !== inRight) === undefined;
}

/** The paths of all members, as messages name them: `.spec.containers[name="web"].image`. */
export function pathsOf(set: Maybe, above = ''): string[] {
  if (set === undefined) return [];
  const own = isMember(set) && above !== '' ? [above] : [];
  return [
    ...own,
    ...childrenOf(set).flatMap((element) => pathsOf(set[element], above + printElement(element))),
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
