/** Flags that come with others: who reads files can read folders, who prints objects knows templates. */
import type { FlagSpec } from './flags.ts';

const implied: Readonly<Record<string, readonly FlagSpec[]>> = {
  filename: [
    { name: 'recursive', short: 'R', takes: 'switch' },
    { name: 'kustomize', short: 'k', takes: 'text' },
  ],
  output: [
    { name: 'allow-missing-template-keys', takes: 'switch', initially: 'true' },
    { name: 'show-managed-fields', takes: 'switch' },
    { name: 'template', takes: 'text' },
  ],
  'dry-run': [{ name: 'field-manager', takes: 'text' }],
};

/** The flags with those that they imply; what a command says itself counts. */
export function withImpliedFlags(flags: readonly FlagSpec[]): FlagSpec[] {
  const known = new Set(flags.map(({ name }) => name));
  const more = flags.flatMap(({ name }) => implied[name] ?? []).filter(({ name }) => !known.has(name));
  return [...flags, ...more];
}
