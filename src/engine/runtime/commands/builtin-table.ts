import type { Command } from '../shell/host.ts';
import { builtinNames } from './builtin-names.ts';
import { runBuiltin } from './shell-builtins.ts';

/** The commands that belong to the shell itself. */
export const shellBuiltins: ReadonlyMap<string, Command> = new Map(
  builtinNames.map((name): [string, Command] => [name, (call) => runBuiltin(name, call)]),
);
