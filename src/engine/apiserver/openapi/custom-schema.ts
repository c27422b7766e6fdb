/** The schema of a custom kind: its definition's, with what every object has. `apiextensions-apiserver/pkg/controller/openapi/builder` */
import type { CustomKind, ResourceKind } from '../../api/kinds.ts';
import { schemaName } from './names.ts';

export type Schema = Record<string, unknown>;

export function customSchema({ group, version, kind }: ResourceKind, { schema }: CustomKind): Schema {
  return {
    ...schema,
    type: 'object',
    properties: {
      ...(schema.properties as object | undefined),
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { allOf: [{ $ref: `#/components/schemas/${schemaName('ObjectMeta')}` }] },
    },
    'x-kubernetes-group-version-kind': [{ group, kind, version }],
  };
}
