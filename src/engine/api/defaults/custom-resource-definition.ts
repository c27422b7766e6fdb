/** `apiextensions-apiserver/pkg/apis/apiextensions/v1/defaults.go` */
import type { CustomResourceDefinition } from '../generated/types.ts';

export function defaultDefinition(definition: CustomResourceDefinition): CustomResourceDefinition {
  const { spec } = definition;
  const { names } = spec ?? {};
  if (names?.kind === undefined) return definition;
  return {
    ...definition,
    spec: {
      ...spec,
      names: {
        ...names,
        singular: names.singular || names.kind.toLowerCase(),
        listKind: names.listKind || `${names.kind}List`,
      },
      conversion: spec.conversion ?? { strategy: 'None' },
    },
  };
}
