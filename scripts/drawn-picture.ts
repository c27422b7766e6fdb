/** Draws the first pictures of page and figure: their views are started, and what they tell becomes a part of them. */
import { build } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import type { FromCluster } from '../src/bridge/protocol.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const picturePaths = ['first-picture', 'figure-picture'].map((name) => join(root, `src/app/${name}.ts`));

const drawingCode = (path: string): string => `
  import { start } from ${JSON.stringify(path)};
  import { ClusterSession } from './src/bridge/cluster-session.ts';
  import { createRequest } from './src/model/create-request.ts';
  export function draw() {
    const told = [];
    const session = new ClusterSession({ now: () => 0, post: (message) => told.push(message) });
    const { objects, ...more } = start;
    const requests = objects.map(createRequest);
    session.receive({ kind: 'start', id: 1, scenario: {}, requests, ...more });
    return told;
  }`;

/** Puts the picture in place of what the module says where nothing is built. */
export function drawnPicture(): Plugin {
  return {
    name: 'drawn-picture',
    apply: 'build',
    // Before the types are taken away.
    enforce: 'pre',
    async transform(code, id) {
      if (!picturePaths.includes(id)) return undefined;
      const empty = 'picture: Picture | undefined = undefined;';
      if (!code.includes(empty)) throw new Error(`${id} has no place for the picture`);
      const json = JSON.stringify(JSON.stringify(await drawPicture(id)));
      return { code: code.replace(empty, () => `picture = JSON.parse(${json}) as Picture;`), map: null };
    },
  };
}

async function drawPicture(path: string): Promise<FromCluster> {
  const { outputFiles } = await build({
    stdin: { contents: drawingCode(path), resolveDir: root },
    bundle: true,
    format: 'esm',
    write: false,
    absWorkingDir: root,
  });
  const folder = mkdtempSync(join(tmpdir(), 'podarium-drawn-picture-'));
  const file = join(folder, 'drawing.mjs');
  writeFileSync(file, outputFiles[0]!.text);
  const { draw } = (await import(pathToFileURL(file).href)) as { draw: () => readonly FromCluster[] };
  rmSync(folder, { recursive: true });
  const picture = draw().find(({ kind }) => kind === 'picture');
  if (picture === undefined) throw new Error('the first view told no picture');
  return picture;
}
