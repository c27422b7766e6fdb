import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * Two builds: the pages as modules in many chunks, and (`--mode embed`) the embedded figure as one classic script.
 * A sandboxed frame has no origin, so module scripts would need headers that a documentation site cannot set.
 */
export default defineConfig(({ mode }) => ({
  // Relative addresses: dist/ works from any path of any server.
  base: './',
  plugins: [react(), ...(mode === 'embed' ? [classicScript] : [])],
  resolve: {
    // Monaco 0.57 lists its modules without the old esm/vs prefix that its companions still use.
    alias: [{ find: /^monaco-editor\/esm\/vs\//, replacement: 'monaco-editor/' }],
  },
  worker: { format: 'es' as const },
  build: {
    target: 'es2023',
    emptyOutDir: mode !== 'embed',
    // The editor is large and loaded late on purpose; sizes are held by a browser test instead.
    chunkSizeWarningLimit: 4096,
    modulePreload: mode === 'embed' ? (false as const) : { polyfill: false },
    rolldownOptions:
      mode === 'embed'
        ? { input: pagesOf('embed.html'), output: { format: 'iife' as const } }
        : { input: pagesOf('index.html', 'gallery.html') },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    // A replay of a recorded hour is one test.
    testTimeout: 60_000,
  },
}));

function pagesOf(...names: string[]): string[] {
  return names.map((name) => fileURLToPath(new URL(name, import.meta.url))).filter((path) => existsSync(path));
}

const classicScript: Plugin = {
  name: 'classic-script',
  enforce: 'post',
  transformIndexHtml: (html) =>
    html
      .replaceAll('<script type="module" crossorigin ', '<script defer ')
      .replaceAll('<link rel="stylesheet" crossorigin ', '<link rel="stylesheet" '),
};
