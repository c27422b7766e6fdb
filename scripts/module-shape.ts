import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** What a module takes from others and has for them, types apart. */
export interface ModuleShape {
  readonly path: string;
  /** Names of the functions that it declares and exports. */
  readonly functions: readonly string[];
  /** Modules by their paths, and what it takes of them; `*` for everything. */
  readonly imports: readonly { readonly from: string; readonly names: readonly string[] }[];
}

/** @param path absolute; a module that is not TypeScript has no shape to speak of */
export function shapeOf(path: string): ModuleShape {
  if (!path.endsWith('.ts')) return { path, functions: [], imports: [] };
  const { program, module } = parseSync(path, readFileSync(path, 'utf8'));
  const functions = program.body.flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
    return declaration?.type === 'FunctionDeclaration' && declaration.id !== null
      ? [declaration.id.name]
      : [];
  });
  const place = (specifier: string): string => join(dirname(path), specifier);
  const imported = module.staticImports.map(({ moduleRequest, entries }) => ({
    from: place(moduleRequest.value),
    names: entries.filter(({ isType }) => !isType).map(({ importName }) => importName.name ?? '*'),
  }));
  const handedOn = module.staticExports
    .flatMap(({ entries }) => entries)
    .filter(({ moduleRequest, isType }) => moduleRequest !== null && !isType)
    .map(({ moduleRequest, importName }) => ({
      from: place(moduleRequest!.value),
      names: [importName.name ?? '*'],
    }));
  return { path, functions, imports: [...imported, ...handedOn] };
}
