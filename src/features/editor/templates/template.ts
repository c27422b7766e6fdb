/** Manifests to begin with. What each is for stands in the messages, under its kind. */
export type TemplateArea =
  'workloads' | 'network' | 'config' | 'storage' | 'access' | 'policy' | 'cluster' | 'podarium';

export interface Template {
  readonly kind: string;
  readonly area: TemplateArea;
  /** One document; ends with a line break. */
  readonly yaml: string;
}
