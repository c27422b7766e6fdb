/**
 * Kinds that CustomResourceDefinitions add. They are read from the store's own objects, so a checkpoint, a fork or
 * a moment of the past has the kinds that it had. `staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver`
 */
import { builtInKinds } from './built-in-kinds.ts';
import type {
  CustomResourceColumnDefinition,
  CustomResourceDefinition,
  CustomResourceDefinitionVersion,
} from './generated/types.ts';
import { builtInTable, createKindTable, type KindTable, type ResourceKind } from './kinds.ts';
import type { KubeObject } from './object.ts';

export const definitionsResource = 'customresourcedefinitions.apiextensions.k8s.io';

/** Keeps a definition until its objects are gone. */
export const customResourceCleanup = 'customresourcecleanup.apiextensions.k8s.io';

/** What reading the kinds of a cluster needs of its store. */
export interface Definitions {
  count(resource: string): number;
  list(resource: string): readonly KubeObject[];
}

const tables = new WeakMap<readonly KubeObject[], KindTable>();

/** The kinds that a cluster has now: built-in ones and those that its definitions have established. */
export function kindsOf(store: Definitions): KindTable {
  if (store.count(definitionsResource) === 0) return builtInTable;
  const definitions = store.list(definitionsResource);
  let table = tables.get(definitions);
  if (table === undefined) {
    const custom = (definitions as readonly CustomResourceDefinition[]).filter(isEstablished);
    table = createKindTable([...builtInKinds, ...custom.flatMap(kindsOfDefinition)]);
    tables.set(definitions, table);
  }
  return table;
}

export function isEstablished({ status }: CustomResourceDefinition): boolean {
  return (
    status?.conditions?.some(
      (condition) => condition.type === 'Established' && condition.status === 'True',
    ) ?? false
  );
}

/** One kind for each version that is served, the preferred one first. */
function kindsOfDefinition(definition: CustomResourceDefinition): ResourceKind[] {
  const { versions } = definition.spec;
  const storage = versions.find((version) => version.storage);
  if (storage === undefined) return [];
  const served = versions.filter((version) => version.served);
  return served
    .toSorted((left, right) => compareVersions(left.name, right.name))
    .map((version) => kindOfVersion(definition, version, storage.name));
}

function kindOfVersion(
  definition: CustomResourceDefinition,
  version: CustomResourceDefinitionVersion,
  storage: string,
): ResourceKind {
  const { group, scope } = definition.spec;
  const {
    plural,
    kind,
    singular = kind.toLowerCase(),
    shortNames = [],
    categories = [],
  } = definition.spec.names;
  const { scale, status } = version.subresources ?? {};
  const id = `${plural}.${group}`;
  return {
    id,
    plural,
    singular,
    kind,
    group,
    version: version.name,
    namespaced: scope === 'Namespaced',
    shortNames,
    categories,
    subresources: [...(status === undefined ? [] : ['status']), ...(scale === undefined ? [] : ['scale'])],
    verbs: ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'],
    countsGeneration: true,
    stored: true,
    ...(version.name === storage ? {} : { storedAs: id }),
    custom: {
      schema: version.schema?.openAPIV3Schema ?? {},
      columns: version.additionalPrinterColumns ?? [ageColumn],
      ...(scale === undefined ? {} : { scale }),
      selectableFields: (version.selectableFields ?? []).map(({ jsonPath }) => jsonPath.replace(/^\./, '')),
      isTerminating: definition.metadata?.deletionTimestamp !== undefined,
    },
  };
}

/** What a kind without columns of its own shows beside its name. */
const ageColumn: CustomResourceColumnDefinition = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

/** `v2` before `v1` before `v2beta1` before `v2alpha3`, then by name. `staging/src/k8s.io/apimachinery/pkg/version/helpers.go` */
function compareVersions(left: string, right: string): number {
  const [a, b] = [rankOf(left), rankOf(right)];
  if (a === undefined && b === undefined) return left < right ? -1 : left > right ? 1 : 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  const first = a.findIndex((part, index) => part !== b[index]);
  return first < 0 ? 0 : b[first]! - a[first]!;
}

const stages = ['alpha', 'beta', ''];

/** Stage, number and number within the stage of a Kubernetes version. */
function rankOf(version: string): number[] | undefined {
  const parts = /^v([1-9]\d*)(?:(alpha|beta)([1-9]\d*))?$/.exec(version);
  if (parts === null) return undefined;
  return [stages.indexOf(parts[2] ?? ''), Number(parts[1]), Number(parts[3] ?? 0)];
}
