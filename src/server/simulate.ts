/** Entry of `npm run simulate`. */
import { readFileSync } from 'node:fs';
import { simulate } from './simulate-command.ts';

// Whoever reads may stop early, as head does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await simulate(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  readStdin: () => readFileSync(0, 'utf8'),
});
