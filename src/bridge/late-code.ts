/**
 * The code of the engine that a cluster's first picture does not need comes in a file of its own. The build decides
 * what that is (scripts/late-code.ts) and puts, in place of each such function, one that calls it by its number.
 */
type Code = (...values: readonly unknown[]) => unknown;

let code: readonly Code[] | undefined;
let missed: string | undefined;

/** Stands for a late function. @public used by what the build generates */
export function late(number: number, name?: string): Code {
  return (...values) => callLate(number, values, name);
}

/** Calls a late function. @throws Error before it has come @public used by what the build generates */
export function callLate(number: number, values: readonly unknown[], name = String(number)): unknown {
  if (code !== undefined) return code[number]!(...values);
  missed ??= name;
  throw new Error(`late function ${name} has not been loaded yet`);
}

/** Stands for a method that comes late. @throws Error always: the real one replaces it @public used by what the build generates */
export function lackMethod(): never {
  missed ??= 'a method';
  throw new Error('a late method has not been loaded yet');
}

/** The first function that was called too early: then what was tried must be thrown away, whatever came of it. */
export function missedCode(): string | undefined {
  return missed;
}

/** Fetches what is late. @throws Error when it cannot be had */
export async function fetchLateCode(): Promise<void> {
  ({ code } = await import('./late-code-list.ts'));
}
