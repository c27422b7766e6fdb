/** Draws the page's first picture: the first view is started, and what it tells becomes a part of the page. */
import { build } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import type { FromCluster } from '../src/bridge/protocol.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const picturePath = join(root, 'src/app/first-picture.ts');

const drawingCode = `
  import { firstViewStart } from './src/app/first-picture.ts';
  import { ClusterSession } from './src/bridge/cluster-session.ts';
  import { createRequest } from './src/model/create-request.ts';
  export function draw() {
    const told = [];
    const session = new ClusterSession({ now: () => 0, post: (message) => told.push(message) });
    const { seed, objects, startAtMs } = firstViewStart;
    const requests = objects.map(createRequest);
    session.receive({ kind: 'start', id: 1, seed, scenario: {}, requests, startAtMs, playing: true });
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
      if (id !== picturePath) return undefined;
      const empty = 'firstPicture: Picture | undefined = undefined;';
      if (!code.includes(empty)) throw new Error(`${id} has no place for the picture`);
      const json = JSON.stringify(JSON.stringify(await drawPicture()));
      return { code: code.replace(empty, () => `firstPicture = JSON.parse(${json}) as Picture;`), map: null };
    },
  };
}

async function drawPicture(): Promise<FromCluster> {
  const { outputFiles } = await build({
    stdin: { contents: drawingCode, resolveDir: root },
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
