/** A custom object's body as it is kept: metadata read as for any kind, the rest by its schema. `apiextensions-apiserver/pkg/apiserver/customresource_handler.go` */
import { pruned, withSchemaDefaults } from '../../api/custom-schema.ts';
import { isObject } from '../../api/json-object.ts';
import { type Decoded, decodeStrict } from '../../api/decode.ts';
import { apiVersionOf, type CustomKind, type ResourceKind } from '../../api/kinds.ts';
import type { AnyObject } from '../../api/object.ts';
import type { ApiRequest } from '../../api/request.ts';
import { definitionTerminating } from '../errors.ts';

/** @throws StatusError when nothing new is taken any more */
export function decodeCustom(
  kind: ResourceKind,
  { schema, isTerminating }: CustomKind,
  method: ApiRequest['method'],
  body: AnyObject,
): Decoded {
  if (isTerminating && method === 'POST') throw definitionTerminating(kind);
  const { metadata, unknownFields, errors } = readMetadata(kind, body.metadata);
  const unknown: string[] = [];
  const known = pruned(body, schema, '', unknown) as AnyObject;
  const whole = { ...known, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata };
  const object = withSchemaDefaults(whole, { ...schema, properties: withoutMetadata(schema) }) as AnyObject;
  const warnings = unknown.map((path) => `unknown field ${JSON.stringify(path)}`);
  return { object, warnings: [...unknownFields, ...warnings], errors };
}

function withoutMetadata({ properties = {} }: CustomKind['schema']) {
  const { metadata: _own, ...rest } = properties;
  return rest;
}

/** ObjectMeta is the same in every kind: a ConfigMap's is read in its place. */
function readMetadata({ kind, version }: ResourceKind, metadata: unknown) {
  if (metadata !== undefined && !isObject(metadata)) {
    const text = `${kind} in version "${version}" cannot be handled as a ${kind}: metadata must be an object`;
    return { metadata: {}, unknownFields: [], errors: [text] };
  }
  const read = decodeStrict('v1', 'ConfigMap', { metadata });
  const errors = read.errors.map((text) =>
    text.replaceAll('ConfigMap', kind).replace('version "v1"', `version "${version}"`),
  );
  return { metadata: read.object.metadata ?? {}, unknownFields: read.warnings, errors };
}
