import { describe, expect, it } from 'vitest';
import { evaluateCheck } from './check.ts';

const pod = {
  metadata: { name: 'a' },
  spec: { containers: [{ image: 'nginx' }] },
  status: { phase: 'Running', restarts: 3, conditions: [{ type: 'Ready', status: 'True' }] },
};
const check = (line: string): boolean =>
  evaluateCheck(line, (key) => (key === 'pods/default/a' ? pod : undefined));

describe('evaluateCheck', () => {
  it.each([
    ['pods/default/a exists', true],
    ['pods/default/b exists', false],
    ['pods/default/b absent', true],
    ['pods/default/a status.phase == Running', true],
    ['pods/default/a status.phase == "Running"', true],
    ['pods/default/a status.phase != Failed', true],
    ['pods/default/a status.restarts >= 3', true],
    ['pods/default/a status.restarts > 3', false],
    ['pods/default/a spec.containers[0].image == nginx', true],
    ['pods/default/a status.conditions[type=Ready].status == True', true],
    ['pods/default/a status.nothing exists', false],
    ['pods/default/b status.restarts >= 0', false],
  ])('%s: %s', (line, holds) => expect(check(line)).toBe(holds));

  it('throws for what is no check', () => expect(() => check('all is well')).toThrow('not a check'));
});
