/**
 * Divides a module that a first picture takes: functions of which it runs none go to a module of their own, with the
 * constants that only they use. They find what is left by imports, and are found by their numbers.
 */
import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

export interface SplitModule {
  /** What is left, with functions that call those that have gone. */
  readonly first: string;
  /** What has gone. */
  readonly rest: string;
  /** Names of what `first` calls by number, the first one by `firstNumber`. */
  readonly called: readonly string[];
}

/** Shorter ones are not worth the call. */
const minLength = 300;

interface Part {
  readonly names: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly uses: ReadonlySet<string>;
  readonly kind: 'function' | 'constant' | 'other';
  readonly exported: boolean;
  /** Where the declaration begins, after `export`. */
  readonly declarationStart: number;
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
  const text = readFileSync(path, 'utf8');
  const { program } = parseSync(path, text);
  const imports = program.body.filter(({ type }) => type === 'ImportDeclaration');
  const parts = program.body.filter(({ type }) => type !== 'ImportDeclaration').map(partOf);
  const gone = partsToMove(parts, run);
  if (gone.size === 0) return undefined;
  const left = parts.filter((part) => !gone.has(part));
  const usedByLeft = new Set(left.flatMap(({ uses }) => [...uses]));
  const called = [...gone]
    .filter(({ kind, exported, names }) => kind === 'function' && (exported || usedByLeft.has(names[0]!)))
    .map(({ names }) => names[0]!);
  const usedByGone = new Set([...gone].flatMap(({ uses }) => [...uses]));
  const shared = left
    .flatMap(({ kind, names }) => (kind === 'other' && names.length === 0 ? [] : names))
    .filter((name) => usedByGone.has(name));
  const textOf = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    text.slice(start, end);
  const importTexts = imports.map(textOf);
  const firstParts = parts.flatMap((part) => {
    if (!gone.has(part)) return [textOf(part)];
    const number = called.indexOf(part.names[0]!);
    if (part.kind !== 'function' || number < 0) return [];
    const name = part.names[0]!;
    return [
      `${part.exported ? 'export ' : ''}function ${name}(...values) { return lateCall(${firstNumber + number}, values); }`,
    ];
  });
  const handing =
    shared.length === 0 ? [] : [`export { ${shared.map((name) => `${name} as late_${name}`).join(', ')} };`];
  const taking =
    shared.length === 0
      ? []
      : [
          `import { ${shared.map((name) => `late_${name} as ${name}`).join(', ')} } from ${JSON.stringify(path)};`,
        ];
  const moved = parts.filter((part) => gone.has(part));
  return {
    first: [
      ...importTexts,
      `import { callLate as lateCall } from ${JSON.stringify(registry)};`,
      ...firstParts,
      ...handing,
    ].join('\n'),
    rest: [
      ...importTexts,
      ...taking,
      ...moved.map(
        ({ declarationStart, end, kind }) =>
          `${kind === 'function' ? 'export ' : ''}${text.slice(declarationStart, end)}`,
      ),
    ].join('\n'),
    called,
  };
}

/** Functions that do not run; then, again and again, constants that nothing else uses. */
function partsToMove(parts: readonly Part[], run: ReadonlySet<string>): ReadonlySet<Part> {
  const variables = new Set(parts.filter(({ kind }) => kind === 'other').flatMap(({ names }) => names));
  const gone = new Set(
    parts.filter(
      ({ kind, names, uses, start, end }) =>
        kind === 'function' &&
        !run.has(names[0]!) &&
        end - start >= minLength &&
        ![...uses].some((name) => variables.has(name)),
    ),
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
        part.kind === 'constant' &&
        !part.names.some((name) => used.has(name))
      )
        gone.add(part);
  }
  return gone;
}

function partOf(statement: Statement): Part {
  const exported = statement.type === 'ExportNamedDeclaration';
  const declaration = (exported ? statement.declaration : null) ?? statement;
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
