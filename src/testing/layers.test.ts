import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importTable } from './import-table.ts';
import type { SourceFile } from './layers.ts';
import { forbiddenImports, importCycles, importsOf, readSources } from './layers.ts';

const files = readSources(fileURLToPath(new URL('..', import.meta.url)));
const planted = (path: string, text: string): SourceFile => ({ path, text });

describe('layers', () => {
  it('sees the files and their imports', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(100);
  });

  it('import only what the table allows', () => {
    expect(forbiddenImports(files)).toEqual([]);
  });

  it('have no circles', () => {
    expect(importCycles(files)).toEqual([]);
  });

  it('allow only layers that exist in the table, and none both ways', () => {
    const folders = importTable.map((layer) => layer.folder);
    for (const layer of importTable) {
      for (const target of layer.mayImport.map((name) => name.replace('types of ', ''))) {
        expect(folders).toContain(target);
        expect(importTable.find((other) => other.folder === target)?.mayImport).not.toContain(layer.folder);
      }
    }
  });
});

describe('the guard of the layers', () => {
  it.each([
    ['engine/scheduler/a.ts', `import { b } from '../kubelet/b.ts';`],
    ['engine/scheduler/a.ts', `export { b } from '../kubelet/b.ts';`],
    ['engine/scheduler/a.ts', `export * from '../kubelet/b.ts';`],
    ['engine/scheduler/a.ts', `await import('../kubelet/b.ts');`],
    ['engine/scheduler/a.ts', `import type { B } from '../kubelet/b.ts';`],
    ['engine/kernel/a.ts', `import { createActor } from 'xstate';`],
    ['engine/lifecycle/a.ts', `import { b } from '../api/b.ts';`],
    ['features/canvas/a.tsx', `import { b } from '../editor/b.tsx';`],
    ['features/canvas/a.tsx', `import { createCluster } from '../../engine/index.ts';`],
    ['model/a.ts', `new Worker(new URL('../engine/cluster.ts', import.meta.url));`],
    ['ui/a.tsx', `import data from '../lessons/first.yaml?raw';`],
    ['app/a.ts', `import { b } from '../testing/b.ts';`],
    ['somewhere/a.ts', `import { b } from '../ui/b.ts';`],
  ])('catches a planted import in %s: %s', (path, text) => {
    expect(forbiddenImports([planted(path, text)])).toHaveLength(1);
  });

  it.each([
    ['engine/scheduler/a.ts', `import { b } from '../api/b.ts'; import { c } from './c.ts';`],
    ['engine/scheduler/a.test.ts', `import { it } from 'vitest'; import { t } from '../../testing/t.ts';`],
    ['features/canvas/a.tsx', `import type { KubeObject } from '../../engine/index.ts';`],
    ['features/terminal/a.tsx', `import { runKubectl } from '../../kubectl/index.ts'; import './a.css';`],
  ])('lets what is allowed in %s pass: %s', (path, text) => {
    expect(forbiddenImports([planted(path, text)])).toEqual([]);
  });

  it('catches a planted circle', () => {
    const circle = [
      planted('ui/a.ts', `import './b.ts';`),
      planted('ui/b.ts', `import './c.ts';`),
      planted('ui/c.ts', `import './b.ts';`),
    ];
    expect(importCycles(circle)).toEqual([['ui/b.ts', 'ui/c.ts', 'ui/b.ts']]);
  });

  it('refuses a file that it cannot read', () => {
    expect(() => importsOf(planted('ui/a.ts', 'import {'))).toThrow('ui/a.ts');
  });
});
