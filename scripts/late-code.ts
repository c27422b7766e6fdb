/**
 * Splits the cluster's worker in two files: what its first picture takes, and the rest. A module that is listed as
 * late may export functions only; whoever imports it gets functions that call it by number (src/bridge/late-code.ts).
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import type { Plugin } from 'vite';
import { lateModules } from './late-modules.ts';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const registry = join(source, 'bridge/late-code.ts');
const list = join(source, 'bridge/late-code-list.ts');
const standIn = '?stands-in-for-late-code';

/** @param named whether the functions tell their names when they are called too early */
export function lateCode(named = false): Plugin {
  const late = lateModules.flatMap(modulesIn).toSorted();
  const names = new Map(late.map((id) => [id, functionsOf(id)]));
  const numbers = new Map(
    late
      .flatMap((id) => names.get(id)!.map((name) => `${id} ${name}`))
      .map((function_, number) => [function_, number]),
  );
  return {
    name: 'late-code',
    enforce: 'pre',
    async resolveId(path, importer) {
      if (!path.startsWith('.') || importer === undefined) return undefined;
      const resolved = await this.resolve(path, importer, { skipSelf: true });
      if (resolved === null || !names.has(resolved.id) || names.has(importer) || importer === list)
        return resolved;
      return `${resolved.id}${standIn}`;
    },
    load(id) {
      if (id === list) return listCode(late, names);
      if (!id.endsWith(standIn)) return undefined;
      const module = id.slice(0, -standIn.length);
      const exports = names.get(module)!.map((name) => {
        const call = `late(${numbers.get(`${module} ${name}`)}${named ? `, ${JSON.stringify(`${name} of ${module}`)}` : ''})`;
        return `export const ${name} = /* @__PURE__ */ ${call};`;
      });
      return {
        code: [`import { late } from ${JSON.stringify(registry)};`, ...exports].join('\n'),
        moduleType: 'js',
        moduleSideEffects: false,
      };
    },
  };
}

/** A listed name is a module, or a folder with all its modules. */
function modulesIn(name: string): string[] {
  const path = join(source, name);
  if (path.endsWith('.ts')) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(path, file));
}

/** Names of the functions that a module exports. What else it exports only late modules may import. */
function functionsOf(id: string): string[] {
  const { program } = parseSync(id, readFileSync(id, 'utf8'));
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration, source: from, specifiers } = statement;
    if (declaration?.type === 'FunctionDeclaration')
      return declaration.id === null ? [] : [declaration.id.name];
    if (from === null || statement.exportKind === 'type') return [];
    const handedOn = functionsOf(join(dirname(id), from.value));
    return specifiers.flatMap(({ exported }) =>
      exported.type === 'Identifier' && handedOn.includes(exported.name) ? [exported.name] : [],
    );
  });
}

function listCode(late: readonly string[], names: ReadonlyMap<string, readonly string[]>): string {
  const imports = late.map((id, index) => `import * as module${index} from ${JSON.stringify(id)};`);
  const entries = late.flatMap((id, index) => names.get(id)!.map((name) => `module${index}.${name}`));
  return `${imports.join('\n')}\nexport const code = [${entries.join(',')}];\n`;
}
