/** What the engine knows of a resource. The kinds themselves stand in `built-in-kinds.ts`, or come from definitions. */
import type {
  CustomResourceColumnDefinition,
  CustomResourceSubresourceScale,
  JSONSchemaProps,
} from './generated/types.ts';

export interface ResourceKind {
  /** `deployments.apps`, or `pods` for the core group: how the engine names a resource everywhere. */
  readonly id: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  /** '' is the core group. */
  readonly group: string;
  readonly version: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** status, scale, binding, eviction, log, exec ... */
  readonly subresources: readonly string[];
  /** What may be asked of it, as discovery tells. */
  readonly verbs: readonly string[];
  /** True when metadata.generation counts the changes of spec. */
  readonly countsGeneration: boolean;
  /** False when nothing is kept: reviews are answered at once, other kinds are made up when they are read. */
  readonly stored: boolean;
  /** Id of the resource that this is another version of: its objects are kept in that one's form. */
  readonly storedAs?: string;
  /** What a CustomResourceDefinition says of the kind, when one made it. */
  readonly custom?: CustomKind;
}

/** What a version of a custom kind has beside what every kind has. */
export interface CustomKind {
  readonly schema: JSONSchemaProps;
  readonly columns: readonly CustomResourceColumnDefinition[];
  readonly scale?: CustomResourceSubresourceScale;
  /** Paths such as `spec.color` that field selectors may name beside those of metadata. */
  readonly selectableFields?: readonly string[];
  /** Nothing new is taken while the definition is being deleted. */
  readonly isTerminating: boolean;
}

/** The kinds that one cluster has at one moment. */
export interface KindTable {
  /** Each resource once, in the version that it is stored in. */
  readonly resources: readonly ResourceKind[];
  /** All versions of all resources that requests may name. */
  readonly served: readonly ResourceKind[];
  byId(id: string): ResourceKind | undefined;
  byKind(apiVersion: string, kind: string): ResourceKind | undefined;
  byPath(group: string, version: string, plural: string): ResourceKind | undefined;
}
