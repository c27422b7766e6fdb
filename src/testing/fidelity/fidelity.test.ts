import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fidelityMatrix } from './fidelity-matrix.ts';

test('the published matrix says what the engine does; `npm run fidelity` writes it anew', () => {
  const published = readFileSync(new URL('../../../docs/FIDELITY.md', import.meta.url), 'utf8');
  expect(published).toBe(fidelityMatrix());
});
