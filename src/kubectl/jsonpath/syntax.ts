/** What a JSONPath template consists of. `staging/src/k8s.io/client-go/util/jsonpath/node.go` */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** Values that a path finds, printed with spaces between them. */
  | { readonly kind: 'values'; readonly path: Path }
  /** The parts inside are printed for each value of the path. */
  | { readonly kind: 'range'; readonly path: Path; readonly parts: readonly TemplatePart[] };

export type Path = readonly PathStep[];

export type PathStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'wildcard' }
  /** Everything below. */
  | { readonly kind: 'descent' }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number; readonly step?: number }
  /** `[3]`: one item, counted from the end when negative. */
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'union'; readonly paths: readonly Path[] }
  | { readonly kind: 'filter'; readonly left: Path; readonly operator: string; readonly right: Path }
  | { readonly kind: 'constant'; readonly value: string | number | boolean };

/** A template that can't be read, or a path that leads nowhere. */
export class JsonPathError extends Error {}
