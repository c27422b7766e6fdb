/** Entry of `npm run apiserver`. */
import { runApiServer } from './apiserver/apiserver-command.ts';

process.exitCode = await runApiServer(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
