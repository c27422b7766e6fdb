/**
 * Splits the cluster's worker in two files: what its first picture takes, and the rest. Modules none of whose functions
 * run for a first picture come late; whoever else imports a function of theirs gets one that calls it by its number
 * (src/bridge/late-code.ts). A module of whose values others need more than functions stays, and of those that stay
 * the functions and methods that do not run come late (split-module.ts).
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { type ModuleRun, modulesOfFirstPicture } from './first-picture.ts';
import { type ModuleShape, shapeOf } from './module-shape.ts';
import { splitModule, type SplitModule } from './split-module.ts';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const registry = join(source, 'bridge/late-code.ts');
const list = join(source, 'bridge/late-code-list.ts');
const standIn = '?stands-in-for-late-code';
/** Marks what has gone from a module that is there. */
const rest = '?late';

/** A late function that a module of the first picture imports. Its place in the list is its number. */
interface LateFunction {
  readonly module: string;
  readonly name: string;
}

/** @param named whether the functions tell their names when they are called too early */
export function lateCode(named = false): Plugin {
  let late: ReadonlySet<string>;
  let functions: readonly LateFunction[];
  let splits: Map<string, SplitModule>;
  return {
    name: 'late-code',
    enforce: 'pre',
    async buildStart() {
      const runs = await modulesOfFirstPicture();
      const shapes = shapesFrom(runs.keys());
      late = lateModules(runs, shapes);
      functions = wantedFunctions(late, shapes);
      splits = new Map();
      for (const path of [...shapes.keys()].toSorted()) {
        if (late.has(path) || !/\/src\/(engine|bridge)\/.*\.ts$/.test(path)) continue;
        const split = splitModule(path, runs.get(path)?.names ?? new Set(), functions.length, registry);
        if (split === undefined) continue;
        splits.set(path, split);
        functions = [...functions, ...split.called.map((name) => ({ module: `${path}${rest}`, name }))];
      }
    },
    async resolveId(path, importer) {
      if (path.endsWith(rest)) return path;
      if (!path.startsWith('.') || importer === undefined) return undefined;
      const isLate = importer.endsWith(rest) || late.has(importer) || importer === list;
      const resolved = await this.resolve(path, importer.replace(/\?.*$/, ''), { skipSelf: true });
      return resolved === null || !late.has(resolved.id) || isLate ? resolved : `${resolved.id}${standIn}`;
    },
    load(id) {
      if (id === list) return listCode(functions, splits);
      if (id.endsWith(rest)) {
        const { rest: code, hasMethods } = splits.get(id.slice(0, -rest.length))!;
        return { code, moduleType: 'ts', moduleSideEffects: hasMethods };
      }
      if (splits.has(id)) return { code: splits.get(id)!.first, moduleType: 'ts' };
      if (!id.endsWith(standIn)) return undefined;
      const code = standInCode(id.slice(0, -standIn.length), functions, named);
      return { code, moduleType: 'js', moduleSideEffects: false };
    },
  };
}

/** Those of the modules and of all that they import. */
function shapesFrom(modules: Iterable<string>): ReadonlyMap<string, ModuleShape> {
  const shapes = new Map<string, ModuleShape>();
  const waiting = [...modules];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (shapes.has(path)) continue;
    const shape = shapeOf(path);
    shapes.set(path, shape);
    waiting.push(...shape.imports.filter(({ names }) => names.length > 0).map(({ from }) => from));
  }
  return shapes;
}

/** Those that need not be there: less and less, until none that is there needs more than functions of one that is not. */
function lateModules(
  runs: ReadonlyMap<string, ModuleRun>,
  shapes: ReadonlyMap<string, ModuleShape>,
): ReadonlySet<string> {
  const late = new Set(
    [...shapes.values()]
      .filter(({ path, functions }) => runs.get(path)?.isNeeded !== true && functions.length > 0)
      .map(({ path }) => path),
  );
  for (let before = -1; before !== late.size;) {
    before = late.size;
    for (const { path, imports } of shapes.values())
      for (const { from, names } of late.has(path) ? [] : imports)
        if (names.some((name) => name !== '*' && !shapes.get(from)?.functions.includes(name)))
          late.delete(from);
  }
  return late;
}

function wantedFunctions(
  late: ReadonlySet<string>,
  shapes: ReadonlyMap<string, ModuleShape>,
): readonly LateFunction[] {
  const wanted = new Map<string, LateFunction>();
  for (const { path, imports } of shapes.values())
    for (const { from, names } of late.has(path) ? [] : imports) {
      if (!late.has(from)) continue;
      for (const name of names.includes('*') ? shapes.get(from)!.functions : names)
        wanted.set(`${from} ${name}`, { module: from, name });
    }
  return [...wanted.keys()].toSorted().map((key) => wanted.get(key)!);
}

function standInCode(module: string, functions: readonly LateFunction[], named: boolean): string {
  const exports = functions.flatMap((one, number) => {
    if (one.module !== module) return [];
    const name = named ? `, ${JSON.stringify(`${one.name} of ${module}`)}` : '';
    return [`export const ${one.name} = /* @__PURE__ */ late(${number}${name});`];
  });
  return [`import { late } from ${JSON.stringify(registry)};`, ...exports].join('\n');
}

function listCode(functions: readonly LateFunction[], splits: ReadonlyMap<string, SplitModule>): string {
  const methods = [...splits]
    .filter(([, { hasMethods }]) => hasMethods)
    .map(([path]) => `import ${JSON.stringify(`${path}${rest}`)};`);
  const called = functions.map(
    ({ module, name }, number) => `import { ${name} as f${number} } from ${JSON.stringify(module)};`,
  );
  const imports = [...methods, ...called];
  return `${imports.join('\n')}\nexport const code = [${functions.map((_, number) => `f${number}`).join(',')}];\n`;
}
