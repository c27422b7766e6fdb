/** Looks definitions up among the first ones, then among all. */
import { type Definition, firstDefinitions, firstKinds } from './first-structure.ts';
import { definitionNamed, definitionOf } from './structure.ts';

/** Name of the definition of a kind, undefined when there is none. */
export function findKindDefinition(apiVersion: string, kind: string): string | undefined {
  const key = `${apiVersion}/${kind}`;
  return Object.hasOwn(firstKinds, key) ? firstKinds[key] : definitionOf(apiVersion, kind);
}

/** The fields of a type, undefined for one that is no definition (those have lower case names). */
export function findDefinition(type: string): Definition | undefined {
  if (!/^[A-Z]/.test(type)) return undefined;
  return firstDefinitions[type] ?? definitionNamed(type);
}
