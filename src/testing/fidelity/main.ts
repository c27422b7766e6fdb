/** `npm run fidelity`: writes docs/FIDELITY.md. */
import { writeFileSync } from 'node:fs';
import { fidelityMatrix } from './fidelity-matrix.ts';

writeFileSync(new URL('../../../docs/FIDELITY.md', import.meta.url), fidelityMatrix());
