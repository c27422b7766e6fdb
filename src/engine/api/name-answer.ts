/** What a resolver learns of a name. */
export type NameAnswer =
  | {
      readonly kind: 'found';
      /** In full, as the name server knows it. */
      readonly name: string;
      readonly addresses: readonly string[];
      /** Of a name that has no addresses: the name of one (PTR), or places of a port (SRV). */
      readonly records?: readonly string[];
      readonly server: string;
      /** How long name servers that do not answer were waited for. */
      readonly waitedMs: number;
    }
  | { readonly kind: 'unknown'; readonly server: string; readonly waitedMs: number }
  /** No name server answers. */
  | { readonly kind: 'unreachable'; readonly waitedMs: number };
