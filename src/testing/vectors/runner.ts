import type { Adapter } from './adapter.ts';
import type { Difference } from './compare.ts';
import { compare } from './compare.ts';
import { exceptions } from './exceptions.ts';
import type { Suite, VectorCase } from './suite.ts';

export interface Failure {
  readonly name: string;
  readonly differences: readonly Difference[];
  /** What the adapter threw instead of answering. */
  readonly error?: string;
}

export interface SuiteResult {
  readonly suite: string;
  /** No adapter: none of the cases was run. */
  readonly missing: boolean;
  readonly passed: number;
  /** Cases that count: exceptions are left out. */
  readonly total: number;
  readonly excepted: number;
  readonly failures: readonly Failure[];
}

/** Runs the cases of a suite, each on its own copy of the input. */
export function runSuite(suite: Suite, adapter: Adapter | undefined): SuiteResult {
  const left = new Set(exceptions.filter((entry) => entry.suite === suite.id).map((entry) => entry.case));
  const cases = suite.cases.filter((vector) => !left.has(vector.name));
  const counts = { suite: suite.id, total: cases.length, excepted: suite.cases.length - cases.length };
  if (adapter === undefined) return { ...counts, missing: true, passed: 0, failures: [] };
  const failures = cases
    .map((vector) => runCase(suite, adapter, vector))
    .filter((failure) => failure !== undefined);
  return { ...counts, missing: false, passed: cases.length - failures.length, failures };
}

/** What is wrong with one case, or undefined when it holds. */
export function runCase(suite: Suite, adapter: Adapter, vector: VectorCase): Failure | undefined {
  let actual: unknown;
  try {
    actual = adapter(structuredClone(vector.input));
  } catch (error) {
    return {
      name: vector.name,
      differences: [],
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  const differences = compare(suite.compare, vector.expect, actual);
  return differences.length === 0 ? undefined : { name: vector.name, differences };
}
