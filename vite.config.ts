import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'esbuild';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { drawnPicture } from './scripts/drawn-picture.ts';
import { fileOfFirstLoad, preloadFirstView } from './scripts/first-load.ts';
import { lateCode } from './scripts/late-code.ts';
import { textsScript } from './src/app/light/texts-place.ts';
import { engineScript } from './src/bridge/light/engine-place.ts';
import { parserScript } from './src/model/light/parser-place.ts';

/**
 * Two builds: the pages as modules in many chunks, and (`--mode embed`) the embedded figure as one classic script.
 * A sandboxed frame has no origin, so module scripts would need headers that a documentation site cannot set.
 */
export default defineConfig(({ mode }) => ({
  // Relative addresses: dist/ works from any path of any server.
  base: './',
  plugins: [
    react(),
    drawnPicture(),
    ...(mode === 'embed' ? [lightParts, classicScript, lateScripts] : [preloadFirstView]),
  ],
  resolve: {
    alias: [
      // Monaco 0.57 lists its modules without the old esm/vs prefix that its companions still use.
      { find: /^monaco-editor\/esm\/vs\//, replacement: 'monaco-editor/' },
      ...(mode === 'embed' ? lightPackages : []),
    ],
  },
  // A worker is built for use only: while developing, all its code is there at once.
  worker: { format: 'es' as const, plugins: () => [{ ...lateCode(), apply: 'build' as const }] },
  build: {
    target: 'es2023',
    emptyOutDir: mode !== 'embed',
    // The editor is large and loaded late on purpose; sizes are held by a browser test instead.
    chunkSizeWarningLimit: 4096,
    modulePreload: mode === 'embed' ? (false as const) : { polyfill: false },
    rolldownOptions:
      mode === 'embed'
        ? { input: pagesOf('embed.html'), output: { format: 'iife' as const } }
        : {
            input: pagesOf('index.html', 'gallery.html'),
            output: {
              codeSplitting: {
                groups: [{ name: fileOfFirstLoad, debugName: 'first load' }],
              },
            },
          },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    // A replay of a recorded hour is one test.
    testTimeout: 60_000,
  },
}));

function pagesOf(...names: string[]): string[] {
  return names
    .map((name) => fileURLToPath(new URL(name, import.meta.url)))
    .filter((path) => existsSync(path));
}

const classicScript: Plugin = {
  name: 'classic-script',
  enforce: 'post',
  transformIndexHtml: (html) =>
    html
      .replaceAll('<script type="module" crossorigin ', '<script defer ')
      .replaceAll('<link rel="stylesheet" crossorigin ', '<link rel="stylesheet" '),
};

const light = (path: string): string => fileURLToPath(new URL(`src/ui/light/${path}`, import.meta.url));

const lightPackages = [
  { find: /^@xyflow\/react$/, replacement: light('flow/react-flow.tsx') },
  { find: '@xyflow/react/dist/base.css', replacement: light('flow/flow.css') },
];

/** The figure takes the light stand-in of a module that has one: `ui/light/menu.tsx` for `ui/menu.tsx`. */
const lightParts: Plugin = {
  name: 'light-parts',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!source.startsWith('.') || importer === undefined || importer.includes('/light/')) return undefined;
    const resolved = await this.resolve(source, importer, { skipSelf: true });
    const light = resolved?.id.replace(/\/([^/]+)$/, '/light/$1');
    return light !== undefined && existsSync(light) ? light : resolved;
  },
};

/** A classic script cannot import: what the figure seldom needs are scripts of their own. */
const lateScripts: Plugin = {
  name: 'late-scripts',
  async generateBundle() {
    await Promise.all(
      Object.entries({
        [engineScript]: 'src/bridge/light/embed-engine.ts',
        [parserScript]: 'src/model/light/embed-yaml.ts',
        [textsScript('de')]: 'src/app/light/embed-german.ts',
      }).map(async ([name, entry]) => {
        const { outputFiles } = await build({
          entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
          bundle: true,
          minify: true,
          format: 'iife',
          target: 'es2023',
          write: false,
        });
        this.emitFile({ type: 'asset', fileName: `assets/${name}`, source: outputFiles[0]!.text });
      }),
    );
  },
};
