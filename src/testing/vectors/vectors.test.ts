import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exceptions } from './exceptions.ts';
import { loadAdapters } from './load-adapters.ts';
import { runCase, runSuite } from './runner.ts';
import { readSuites } from './suite.ts';

const suites = readSuites(fileURLToPath(new URL('data', import.meta.url)));
const adapters = await loadAdapters();
const adapted = suites.filter((suite) => adapters.bySuite.has(suite.id));

describe('behaviour vectors', () => {
  it('are all there, and every adapter belongs to one of them', () => {
    expect(adapters.broken).toEqual([]);
    expect(suites.length).toBeGreaterThan(390);
    const known = new Set(suites.map((suite) => suite.id));
    expect([...adapters.bySuite.keys()].filter((id) => !known.has(id))).toEqual([]);
  });

  it.each(adapted.map((suite) => [suite.id, suite] as const))('%s', (id, suite) => {
    expect(runSuite(suite, adapters.bySuite.get(id)).failures).toEqual([]);
  });

  it('have few exceptions, and each of them is still needed', () => {
    const cases = suites.reduce((sum, suite) => sum + suite.cases.length, 0);
    expect(exceptions.length).toBeLessThan(cases / 100);
    for (const exception of exceptions) {
      const suite = suites.find((candidate) => candidate.id === exception.suite);
      const vector = suite?.cases.find((candidate) => candidate.name === exception.case);
      const adapter = adapters.bySuite.get(exception.suite);
      if (suite === undefined || vector === undefined)
        throw new Error(`no case ${exception.suite} ${exception.case}`);
      if (adapter !== undefined) expect(runCase(suite, adapter, vector), exception.case).toBeDefined();
    }
  });
});
