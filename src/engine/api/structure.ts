/**
 * The fields of every definition and their types, as data: what strict decoding and patches walk by.
 * Types are short text: `s` string, `n` number, `b` boolean, `t` time, `i` int or string, `q` quantity, `y` bytes in base64,
 * `*` anything,
 * `[x` list of x, `{x` map to x, else the name of a definition. A leading `!` marks a required field.
 */
import {
  type Definition,
  type Definitions,
  firstDefinitions,
  firstKinds,
  withFinerFields,
} from './first-structure.ts';
import generated from './generated/structure.json' with { type: 'json' };

export const definitions: Definitions = {
  ...firstDefinitions,
  ...withFinerFields(generated.definitions as Definitions),
};

/** Definitions by `apiVersion/kind`. */
export const kinds: Readonly<Record<string, string>> = { ...firstKinds, ...generated.kinds };

/** Name of the definition of a kind, undefined when there is none. */
export function definitionOf(apiVersion: string, kind: string): string | undefined {
  return Object.hasOwn(kinds, `${apiVersion}/${kind}`) ? kinds[`${apiVersion}/${kind}`] : undefined;
}

/** The fields of a definition by its name. */
export function definitionNamed(name: string): Definition | undefined {
  return definitions[name];
}
