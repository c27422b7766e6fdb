/** The generated structure of all kinds and the words that describe it: 80 KB that only an open editor needs. */
export interface KubernetesReference {
  readonly structure: {
    readonly kinds: Readonly<Record<string, string>>;
    readonly definitions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  readonly descriptions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export async function loadKubernetesReference(): Promise<KubernetesReference> {
  const [first, rest, descriptions] = await Promise.all([
    import('../engine/api/generated/first-structure.json'),
    import('../engine/api/generated/structure.json'),
    import('../engine/api/generated/descriptions.json'),
  ]);
  return {
    structure: {
      kinds: { ...first.kinds, ...rest.kinds },
      definitions: {
        ...first.definitions,
        ...rest.definitions,
      } as KubernetesReference['structure']['definitions'],
    },
    descriptions: descriptions.default as unknown as KubernetesReference['descriptions'],
  };
}
