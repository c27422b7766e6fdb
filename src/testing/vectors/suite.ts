/** Behaviour vectors on disk: facts about Kubernetes as data. Their format stands in `data/FORMAT.md`. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { CompareMode } from './compare.ts';

export interface VectorCase {
  readonly name: string;
  readonly input: unknown;
  readonly expect?: unknown;
}

export interface Suite {
  /** `area/suite`: what adapters and exceptions are known by. */
  readonly id: string;
  readonly compare: CompareMode;
  readonly cases: readonly VectorCase[];
}

/** Reads every suite file below a folder, ordered by id; the area is the name of the folder a file lies in. */
export function readSuites(folder: string): Suite[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.json'),
  );
  return files
    .map((path) => readSuite(resolve(join(folder, path))))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** @throws Error when the file isn't a suite as `data/FORMAT.md` describes one. */
function readSuite(path: string): Suite {
  const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<Suite> & { suite?: string };
  if (file.suite === undefined || !Array.isArray(file.cases))
    throw new Error(`${path} is not a suite of vectors`);
  const id = `${basename(dirname(path))}/${file.suite}`;
  return { id, compare: comparisonOf(id, file.compare ?? 'equal'), cases: file.cases };
}

/** In a patch null says "remove this", so for the suites of patches nothing counts as empty. */
const patchSuites = /^api\/(strategic-merge-patch|three-way-.*)$/;

function comparisonOf(id: string, written: CompareMode): CompareMode {
  return written === 'equal' && patchSuites.test(id) ? 'strict' : written;
}
