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

/** What ran of a module. */
export interface ModuleRun {
  readonly names: ReadonlySet<string>;
  /** Whether a picture needs a function of it, or other modules one while they are loaded. */
  readonly isNeeded: boolean;
}

/** By the absolute paths of the modules of which any function runs for a first picture. */
export async function modulesOfFirstPicture(): Promise<ReadonlyMap<string, ModuleRun>> {
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
  const runs = new Map<string, { names: Set<string>; isNeeded: boolean }>();
  const note = (one: RunFunction, isLoading: boolean): void => {
    const path = pathOf(one);
    // The bundler numbers names that it meets again.
    const name = one.name.replace(/\d+$/, '');
    const run = runs.get(path) ?? { names: new Set(), isNeeded: false };
    runs.set(path, run);
    run.names.add(one.name).add(name);
    // While it is loaded a module calls its own functions, and what others have for it.
    run.isNeeded ||= !isLoading || shapeOf(path).functions.includes(name);
  };
  for (const one of loading) note(one, true);
  for (const one of opening) note(one, false);
  return runs;
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
