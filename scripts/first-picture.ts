/** Which modules a cluster's first picture takes: the first view is started, and what runs is noted. */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { shapeOf } from './module-shape.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const counter = fileURLToPath(new URL('functions-run.mjs', import.meta.url));

/** What the page asks for when it opens, with several seeds: chance takes a cluster different ways. */
const openingCode = `
  import { ClusterSession } from './src/bridge/cluster-session.ts';
  import { findKind, pathOf } from './src/engine/index.ts';
  import { firstViewObjects } from './src/lessons/first-view.ts';
  export function open() {
    const requests = firstViewObjects.map((body) => {
      const path = pathOf(findKind(body.apiVersion, body.kind), body.metadata.namespace ?? 'default');
      return { method: 'POST', path, body };
    });
    const session = new ClusterSession({ now: () => 0, post: () => {} });
    for (const seed of ['a', 'b', 'c', 'd'])
      session.receive({ kind: 'start', id: 1, seed, scenario: {}, requests, startAtMs: 3000, playing: true });
  }`;

interface RunFunction {
  readonly name: string;
  /** Where it begins in the text. */
  readonly at: number;
}

/** Absolute paths of the modules of which a first picture runs a function. */
export async function modulesOfFirstPicture(): Promise<ReadonlySet<string>> {
  const { outputFiles } = await build({
    stdin: { contents: openingCode, resolveDir: root },
    bundle: true,
    format: 'esm',
    write: false,
    absWorkingDir: root,
  });
  const { text } = outputFiles[0]!;
  const places = [...text.matchAll(/^\/\/ (\S+\.\w+|<stdin>)$/gm)];
  const pathOf = ({ at }: RunFunction): string =>
    join(root, places.findLast(({ index }) => index <= at)?.[1] ?? '');
  const { loading, opening } = functionsRun(text);
  // While it is loaded a module calls its own functions, and what others have for it.
  const handedOut = loading.filter((one) =>
    shapeOf(pathOf(one)).functions.includes(one.name.replace(/\d+$/, '')),
  );
  return new Set([...handedOut, ...opening].map(pathOf));
}

function functionsRun(text: string): Record<'loading' | 'opening', readonly RunFunction[]> {
  const folder = mkdtempSync(join(tmpdir(), 'podarium-first-picture-'));
  const file = join(folder, 'opening.mjs');
  writeFileSync(file, text);
  const output = execFileSync(process.execPath, [counter, pathToFileURL(file).href], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  rmSync(folder, { recursive: true });
  return JSON.parse(output) as ReturnType<typeof functionsRun>;
}
