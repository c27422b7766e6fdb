/** The structure that the API server decodes with, and the words that describe it: 80 KB that only an open editor needs. */
import type { Definitions } from '../engine/api/first-structure.ts';

export interface KubernetesReference {
  readonly structure: {
    /** Definitions by `apiVersion/kind`. */
    readonly kinds: Readonly<Record<string, string>>;
    /** What the letters of a field's type mean stands in engine/api/structure.ts. */
    readonly definitions: Definitions;
  };
  readonly descriptions: Definitions;
}

export async function loadKubernetesReference(): Promise<KubernetesReference> {
  const [{ kinds, definitions }, descriptions] = await Promise.all([
    import('../engine/api/structure.ts'),
    import('../engine/api/generated/descriptions.json'),
  ]);
  return {
    structure: { kinds, definitions },
    descriptions: descriptions.default as unknown as Definitions,
  };
}
