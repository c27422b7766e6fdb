/**
 * Divides a module that a first picture takes: functions of which it runs none go to a module of their own, with the
 * constants that only they use. They find what is left by imports, and are found by their numbers. So do methods of
 * its classes, which are put where they belong.
 */
import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import { splitClass, type SplitClass } from './split-class.ts';

export interface SplitModule {
  /** What is left, with functions that call those that have gone. */
  readonly first: string;
  /** What has gone. */
  readonly rest: string;
  /** Names of what `first` calls by number, the first one by `firstNumber`. */
  readonly called: readonly string[];
  /** Whether `rest` has methods, which must be put into their classes. */
  readonly hasMethods: boolean;
}

/** Shorter ones are not worth the call. */
const minLength = 300;

interface Part {
  readonly names: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly uses: ReadonlySet<string>;
  readonly kind: 'function' | 'constant' | 'methods' | 'other';
  readonly exported: boolean;
  /** Where the declaration begins, after `export`. */
  readonly declarationStart: number;
  /** How a class is divided: of the class itself and of its methods that go. */
  readonly split?: SplitClass;
}

type Statement = ReturnType<typeof parseSync>['program']['body'][number];

/**
 * @param run names of the functions that a first picture runs
 * @param registry the module of `callLate`
 */
export function splitModule(
  path: string,
  run: ReadonlySet<string>,
  firstNumber: number,
  registry: string,
): SplitModule | undefined {
  const source = readFileSync(path, 'utf8');
  const { program } = parseSync(path, source);
  const imports = program.body.filter(({ type }) => type === 'ImportDeclaration');
  const statements = program.body.filter(({ type }) => type !== 'ImportDeclaration');
  const variables = variablesOf(statements.map(partOf));
  const parts = statements.flatMap((statement) => partsOf(statement, run, variables));
  const gone = partsToMove(parts, run, variables);
  if (gone.size === 0) return undefined;
  const left = parts.filter((part) => !gone.has(part));
  const moved = parts.filter((part) => gone.has(part));
  const usedByLeft = new Set(left.flatMap(({ uses }) => [...uses]));
  const called = moved
    .filter(({ kind, exported, names }) => kind === 'function' && (exported || usedByLeft.has(names[0]!)))
    .map(({ names }) => names[0]!);
  const usedByGone = new Set(moved.flatMap(({ uses }) => [...uses]));
  const shared = left
    .flatMap(({ kind, names }) => (kind === 'other' && names.length === 0 ? [] : names))
    .filter((name) => usedByGone.has(name));
  const text = withPlainNames(source, moved);
  const importTexts = imports.map(({ start, end }) => text.slice(start, end));
  return {
    first: [
      ...importTexts,
      `import { callLate as lateCall, lackMethod as lateMethod } from ${JSON.stringify(registry)};`,
      ...parts.flatMap((part) =>
        gone.has(part) ? placeHolderOf(part, called, firstNumber) : [leftText(part, text)],
      ),
      ...handing(shared),
    ].join('\n'),
    rest: [...importTexts, ...taking(shared, path), ...moved.map((part) => movedText(part, text))].join('\n'),
    called,
    hasMethods: moved.some(({ kind }) => kind === 'methods'),
  };
}

/** Where methods go, their class has no private names any more. */
function withPlainNames(source: string, moved: readonly Part[]): string {
  const units = source.split('');
  for (const at of moved.flatMap(({ split }) => split?.privateAt ?? [])) units[at] = '$';
  return units.join('');
}

function handing(shared: readonly string[]): readonly string[] {
  return shared.length === 0
    ? []
    : [`export { ${shared.map((name) => `${name} as late_${name}`).join(', ')} };`];
}

function taking(shared: readonly string[], path: string): readonly string[] {
  const names = shared.map((name) => `late_${name} as ${name}`);
  return shared.length === 0 ? [] : [`import { ${names.join(', ')} } from ${JSON.stringify(path)};`];
}

function placeHolderOf(part: Part, called: readonly string[], firstNumber: number): readonly string[] {
  const name = part.names[0];
  const number = part.kind === 'function' ? called.indexOf(name!) : -1;
  if (number < 0) return [];
  const call = `lateCall(${firstNumber + number}, values)`;
  return [`${part.exported ? 'export ' : ''}function ${name!}(...values) { return ${call}; }`];
}

function leftText({ start, end, split }: Part, text: string): string {
  let at = start;
  let left = '';
  for (const [place, method] of (split?.methods ?? []).entries()) {
    left += `${text.slice(at, method.start)}${split!.names[place]!}() { lateMethod(); }`;
    at = method.end;
  }
  return left + text.slice(at, end);
}

function movedText({ kind, declarationStart, end, split }: Part, text: string): string {
  if (kind !== 'methods')
    return `${kind === 'function' ? 'export ' : ''}${text.slice(declarationStart, end)}`;
  const methods = split!.methods.map((method) => text.slice(method.start, method.end));
  return `Object.assign(${split!.name}.prototype, {\n${methods.join(',\n')}\n});`;
}

function variablesOf(parts: readonly Part[]): ReadonlySet<string> {
  return new Set(parts.filter(({ kind }) => kind === 'other').flatMap(({ names }) => names));
}

/** Functions that do not run; then, again and again, what nothing else uses. */
function partsToMove(
  parts: readonly Part[],
  run: ReadonlySet<string>,
  variables: ReadonlySet<string>,
): ReadonlySet<Part> {
  const isIdle = ({ kind, names, uses }: Part): boolean =>
    kind === 'function' && !run.has(names[0]!) && ![...uses].some((name) => variables.has(name));
  const gone = new Set(
    parts.filter((part) => part.kind === 'methods' || (isIdle(part) && part.end - part.start >= minLength)),
  );
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    const used = new Set(
      parts
        .filter((part) => !gone.has(part))
        .flatMap((part) => [...part.uses].filter((name) => !part.names.includes(name))),
    );
    for (const part of parts)
      if (
        gone.size > 0 &&
        !part.exported &&
        (part.kind === 'constant' || isIdle(part)) &&
        !part.names.some((name) => used.has(name))
      )
        gone.add(part);
  }
  return gone;
}

/** A statement, and beside it the methods that go if it is a class. */
function partsOf(
  statement: Statement,
  run: ReadonlySet<string>,
  variables: ReadonlySet<string>,
): readonly Part[] {
  const whole = partOf(statement);
  const declaration = declarationOf(statement);
  if (declaration.type !== 'ClassDeclaration') return [whole];
  const split = splitClass(
    declaration,
    run,
    (piece) => ![...identifiersIn(piece)].some((name) => variables.has(name)),
  );
  if (split === undefined) return [whole];
  const uses = identifiersIn(split.methods).add(split.name);
  return [
    { ...whole, uses: identifiersIn(split.left), split },
    { ...whole, kind: 'methods', names: [], uses, exported: false, split },
  ];
}

function declarationOf(statement: Statement) {
  return (statement.type === 'ExportNamedDeclaration' ? statement.declaration : null) ?? statement;
}

function partOf(statement: Statement): Part {
  const exported = statement.type === 'ExportNamedDeclaration';
  const declaration = declarationOf(statement);
  const uses = identifiersIn(declaration);
  const base = {
    start: statement.start,
    end: statement.end,
    uses,
    exported,
    declarationStart: declaration.start,
  };
  if (declaration.type === 'FunctionDeclaration' && declaration.id !== null)
    return { ...base, kind: 'function', names: [declaration.id.name] };
  if (declaration.type === 'VariableDeclaration') {
    const names = declaration.declarations.flatMap(({ id }) =>
      id.type === 'Identifier' ? [id.name] : [...identifiersIn(id)],
    );
    return { ...base, kind: declaration.kind === 'const' ? 'constant' : 'other', names };
  }
  if (declaration.type === 'ClassDeclaration' && declaration.id !== null)
    return { ...base, kind: 'constant', exported: true, names: [declaration.id.name] };
  return { ...base, kind: 'other', names: [] };
}

/** All names in a piece of code, those of fields too: more than it uses, never less. */
function identifiersIn(node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const item of node) identifiersIn(item, found);
  else if (typeof node === 'object' && node !== null) {
    const { type, name } = node as { type?: string; name?: unknown };
    if (type === 'Identifier' && typeof name === 'string') found.add(name);
    for (const value of Object.values(node)) identifiersIn(value, found);
  }
  return found;
}
