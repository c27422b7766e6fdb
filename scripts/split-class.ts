/**
 * Divides a class that a first picture takes: methods of which it runs none stand for themselves, and are put into the
 * class once they have come. What is private cannot be reached from outside of the class, so its names become plain
 * ones that begin with `$`.
 */
import type { Class } from 'oxc-parser';

/** A piece of the text that says what it is. */
interface Place {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export interface SplitClass {
  readonly name: string;
  /** Methods that go, in their order. */
  readonly methods: readonly Place[];
  /** Their names as plain ones. */
  readonly names: readonly string[];
  /** All that is left of the class. */
  readonly left: readonly Place[];
  /** Where private names begin with `#`. */
  readonly privateAt: readonly number[];
}

/** Shorter ones are not worth their place holder. */
const minLength = 100;

/**
 * @param run names of the functions that a first picture runs
 * @param mayGo whether a piece can stand in another module
 * @returns undefined when nothing goes
 */
export function splitClass(
  declaration: Class,
  run: ReadonlySet<string>,
  mayGo: (piece: Place) => boolean,
): SplitClass | undefined {
  if (declaration.id === null || declaration.superClass !== null) return undefined;
  const members = declaration.body.body;
  const named = members.map(nameOf);
  const isLone = (name: string): boolean => named.indexOf(name) === named.lastIndexOf(name);
  const goes = members.map(
    (member, place) =>
      named[place] !== undefined &&
      isLone(named[place]) &&
      !run.has(named[place]) &&
      member.end - member.start >= minLength &&
      !piecesOf(member).some(({ type }) => type === 'Super') &&
      mayGo(member),
  );
  if (!goes.includes(true)) return undefined;
  return {
    name: declaration.id.name,
    methods: members.filter((_, place) => goes[place]),
    names: named.filter((name, place): name is string => goes[place]! && name !== undefined).map(plainName),
    left: members.filter((_, place) => !goes[place]),
    privateAt: piecesOf(declaration)
      .filter(({ type }) => type === 'PrivateIdentifier')
      .map(({ start }) => start),
  };
}

/** A method's name as the profiler tells it, undefined for what is no plain method: that begins with its name. */
function nameOf(member: Class['body']['body'][number]): string | undefined {
  if (member.type !== 'MethodDefinition' || member.kind !== 'method') return undefined;
  if (member.start !== member.key.start || member.value.body === null) return undefined;
  if (member.key.type === 'PrivateIdentifier') return `#${member.key.name}`;
  return member.key.type === 'Identifier' ? member.key.name : undefined;
}

function plainName(name: string): string {
  return name.replace('#', '$');
}

function piecesOf(node: unknown, found: Place[] = []): Place[] {
  if (Array.isArray(node)) for (const item of node) piecesOf(item, found);
  else if (typeof node === 'object' && node !== null) {
    if (typeof (node as Partial<Place>).type === 'string') found.push(node as Place);
    for (const value of Object.values(node)) piecesOf(value, found);
  }
  return found;
}
