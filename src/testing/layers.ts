/**
 * Reads every import of `src/` with a real parser and says which of them the import table doesn't allow, and
 * which files import each other in a circle.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'oxc-parser';
import type { Layer } from './import-table.ts';
import { doorOfTests, importTable, testingFolder } from './import-table.ts';

export interface SourceFile {
  /** Below `src/`, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  /** A path below `src/`, or the name of a package. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

export function readSources(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

/** @throws Error when a file can't be parsed: an import that isn't seen would not be guarded. */
export function importsOf(file: SourceFile): Import[] {
  const { module, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`${file.path}: ${errors[0]?.message}`);
  const found: Array<readonly [specifier: string, typeOnly: boolean]> = [];
  for (const entry of module.staticImports) {
    found.push([
      entry.moduleRequest.value,
      entry.entries.length > 0 && entry.entries.every((name) => name.isType),
    ]);
  }
  for (const entry of module.staticExports.flatMap((statement) => statement.entries)) {
    if (entry.moduleRequest) found.push([entry.moduleRequest.value, entry.isType]);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    found.push([file.text.slice(moduleRequest.start + 1, moduleRequest.end - 1), false]);
  }
  for (const [, specifier] of file.text.matchAll(/new URL\(\s*['"](\.[^'"]+)['"],\s*import\.meta\.url/g)) {
    found.push([specifier ?? '', false]);
  }
  return found.map(([specifier, typeOnly]) => resolveImport(file.path, specifier, typeOnly));
}

function resolveImport(from: string, specifier: string, typeOnly: boolean): Import {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('.')) {
    return { from, to: posix.normalize(posix.join(posix.dirname(from), path)), isPackage: false, typeOnly };
  }
  const parts = path.split('/');
  return { from, to: parts.slice(0, path.startsWith('@') ? 2 : 1).join('/'), isPackage: true, typeOnly };
}

/** A sentence for each import that the table doesn't allow. */
export function forbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap(importsOf).flatMap((edge) => {
    const reason = whyForbidden(edge);
    return reason === undefined ? [] : [`${edge.from} imports ${edge.to}: ${reason}`];
  });
}

function whyForbidden(edge: Import): string | undefined {
  if (edge.from.startsWith(`${testingFolder}/`)) return undefined;
  const layer = layerOf(edge.from);
  const isTest = /\.test\.tsx?$/.test(edge.from);
  if (edge.isPackage) {
    const allowed = isTest || layer?.packages === undefined || layer.packages.includes(edge.to);
    return allowed ? undefined : `${layer.folder} may not use this package`;
  }
  if (edge.to.startsWith(`${testingFolder}/`))
    return isTest ? undefined : 'only tests may import the harness';
  if (isTest && edge.to === doorOfTests) return undefined;
  const target = layerOf(edge.to);
  // Entry files of src/ itself start the application; what they start is under guard.
  if (layer === undefined)
    return edge.from.includes('/') ? 'its folder is not in the import table' : undefined;
  if (target === undefined) return 'it lies in no layer';
  return target === layer || allows(layer, target, edge.typeOnly)
    ? undefined
    : `${layer.folder} may not import ${target.folder}`;
}

function allows(layer: Layer, target: Layer, typeOnly: boolean): boolean {
  if (layer.mayImport.includes(target.folder)) return true;
  return typeOnly && layer.mayImport.includes(`types of ${target.folder}`);
}

const deepestFirst = importTable.toSorted((a, b) => b.folder.length - a.folder.length);

function layerOf(path: string): Layer | undefined {
  return deepestFirst.find((layer) => path.startsWith(`${layer.folder}/`));
}

/** Circles of imports, each as the files from one back to itself. */
export function importCycles(files: readonly SourceFile[]): string[][] {
  const edges = new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .filter((edge) => !edge.isPackage)
        .map((edge) => edge.to),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path]);
    if (start >= 0 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return cycles;
}
