/**
 * What a first visit loads, as few files: the shell, and the canvas with the first picture. The page itself asks for
 * all of them, so that none waits for another.
 */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

interface Chunk {
  readonly type: 'chunk';
  readonly fileName: string;
  readonly facadeModuleId: string | null;
  readonly moduleIds: readonly string[];
  readonly imports: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}

const pathOf = (path: string): string => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

/** What runs while the rest is being read. */
const startModule = pathOf('app/main.tsx');
const shellModule = pathOf('app/page.tsx');
const canvasModule = pathOf('features/canvas/canvas.tsx');
/** Large, and only seen on the canvas. */
const pictureModule = pathOf('app/first-picture.ts');

const engineDoor = pathOf('engine/index.ts');

interface FirstLoad {
  readonly start: ReadonlySet<string>;
  readonly shell: ReadonlySet<string>;
  readonly canvas: ReadonlySet<string>;
}

let known: FirstLoad | undefined;

/** The file that a module of the first view comes in; null for those that come later. */
export function fileOfFirstLoad(id: string, graph: ModuleGraph): string | null {
  known ??= {
    start: importedBy(startModule, graph),
    shell: importedBy(shellModule, graph),
    canvas: importedBy(canvasModule, graph),
  };
  if (id === startModule) return null;
  if (id === pictureModule) return 'canvas';
  if (known.start.has(id) && !id.endsWith('.css')) return 'start';
  if (known.shell.has(id)) return 'shell';
  return known.canvas.has(id) ? 'canvas' : null;
}

function importedBy(module: string, graph: ModuleGraph): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (id: string): void => {
    if (found.has(id)) return;
    // A door leads everywhere: what the page takes of it finds its own file.
    if (id === engineDoor) return;
    found.add(id);
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) add(imported);
  };
  add(module);
  return found;
}

/** Lets the page ask for the files of its first view, and for its typefaces. */
export const preloadFirstView: Plugin = {
  name: 'preload-first-view',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {}, path }) {
      if (path !== '/index.html') return [];
      const outputs = Object.values(bundle);
      const all = outputs.filter((output) => output.type === 'chunk') as Chunk[];
      const chunks = chunksFor([shellModule, canvasModule], all);
      const styles = new Set(chunks.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
      const fonts = outputs
        .map(({ fileName }) => fileName)
        .filter((name) => /\/(inter|jetbrains-mono)-[^/-]*\.woff2$/.test(name));
      const links = [
        ...chunks.map(({ fileName }) => linkTo(fileName, { rel: 'modulepreload' })),
        ...Array.from(styles, (name) => linkTo(name, { rel: 'stylesheet' })),
        ...fonts.map((name) => linkTo(name, { rel: 'preload', as: 'font' })),
      ];
      return links.filter(({ attrs }) => !html.includes(`"${attrs.href}"`));
    },
  },
};

/** The chunks that modules are in, and all that those import. */
function chunksFor(modules: readonly string[], chunks: readonly Chunk[]): readonly Chunk[] {
  const found = new Set<Chunk>();
  const add = (chunk: Chunk | undefined): void => {
    if (chunk === undefined || found.has(chunk)) return;
    found.add(chunk);
    for (const imported of chunk.imports) add(chunks.find(({ fileName }) => fileName === imported));
  };
  for (const module of modules)
    for (const chunk of chunks)
      if (chunk.facadeModuleId === module || chunk.moduleIds.includes(module)) add(chunk);
  return [...found];
}

function linkTo(fileName: string, attrs: Readonly<Record<string, string>>) {
  return {
    tag: 'link',
    attrs: { ...attrs, crossorigin: true, href: `./${fileName}` },
    injectTo: 'head' as const,
  };
}
