import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Every page that exists is built: the playground, the embed, and the gallery of our own controls. */
const pages = ['index.html', 'embed.html', 'gallery.html']
  .map((name) => fileURLToPath(new URL(name, import.meta.url)))
  .filter((path) => existsSync(path));

export default defineConfig({
  // Relative addresses: dist/ works from any path of any server.
  base: './',
  plugins: [react()],
  resolve: {
    // Monaco 0.57 lists its modules without the old esm/vs prefix that its companions still use.
    alias: [{ find: /^monaco-editor\/esm\/vs\//, replacement: 'monaco-editor/' }],
  },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // The editor is large and loaded late on purpose; sizes are held by a browser test instead.
    chunkSizeWarningLimit: 4096,
    rolldownOptions: { input: pages },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
    // A replay of a recorded hour is one test.
    testTimeout: 60_000,
  },
});
