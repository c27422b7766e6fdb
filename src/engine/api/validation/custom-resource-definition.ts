/** `apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go` */
import { itemSchema } from '../custom-schema.ts';
import { isObject } from '../json-object.ts';
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionNames,
  CustomResourceDefinitionSpec,
  CustomResourceDefinitionVersion,
  JSONSchemaProps,
} from '../generated/types.ts';
import { checkCustomObject } from './custom-object.ts';
import { duplicate, forbidden, invalid, required } from './field-error.ts';
import { dns1035LabelErrors, dnsSubdomainErrors } from './formats.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import { checkFormat, checkImmutable, checkRequired, checkWord, type Errors } from './rules.ts';

export function checkDefinition(definition: CustomResourceDefinition, errors: Errors): void {
  checkMetadata(definition.metadata, false, dnsSubdomainErrors, errors);
  checkSpec(definition, errors);
  const { group = '', names } = definition.spec ?? {};
  if (definition.metadata?.name !== `${names?.plural}.${group}`) {
    const detail = 'must be spec.names.plural+"."+spec.group';
    errors.push(invalid('metadata.name', definition.metadata?.name ?? '', detail));
  }
  if (/(^|\.)(k8s\.io|kubernetes\.io)$/.test(group)) checkApproval(definition, errors);
}

export function checkDefinitionUpdate(
  next: CustomResourceDefinition,
  previous: CustomResourceDefinition,
  errors: Errors,
): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkSpec(next, errors);
  checkImmutable(next.spec?.group, previous.spec?.group, 'spec.group', errors);
  checkImmutable(next.spec?.names?.plural, previous.spec?.names?.plural, 'spec.names.plural', errors);
  if (!hasEstablished(previous)) return;
  checkImmutable(next.spec.scope, previous.spec.scope, 'spec.scope', errors);
  checkImmutable(next.spec.names.kind, previous.spec.names.kind, 'spec.names.kind', errors);
}

function hasEstablished({ status }: CustomResourceDefinition): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True') ?? false;
}

const approval = 'api-approved.kubernetes.io';

/** Kubernetes' own groups take only what was reviewed. */
function checkApproval({ metadata }: CustomResourceDefinition, errors: Errors): void {
  if ((metadata?.annotations?.[approval] ?? '') !== '') return;
  const detail = `protected groups must have approval annotation "${approval}", see https://github.com/kubernetes/enhancements/pull/1111`;
  errors.push(required(`metadata.annotations[${approval}]`, detail));
}

function checkSpec(definition: CustomResourceDefinition, errors: Errors): void {
  const spec: Partial<CustomResourceDefinitionSpec> = definition.spec ?? {};
  const { group = '', scope, versions, preserveUnknownFields } = spec;
  if (checkRequired(group, 'spec.group', errors)) {
    checkFormat(dnsSubdomainErrors, group, 'spec.group', errors);
    if (!group.includes('.'))
      errors.push(invalid('spec.group', group, 'should be a domain with at least one dot'));
  }
  checkWord(scope, ['Cluster', 'Namespaced'], 'spec.scope', errors);
  checkVersions(versions ?? [], errors);
  if (preserveUnknownFields === true)
    errors.push(
      invalid('spec.preserveUnknownFields', true, 'must be false in order to use defaults in the schema'),
    );
  checkNames(spec.names ?? {}, errors);
}

function checkVersions(versions: readonly CustomResourceDefinitionVersion[], errors: Errors): void {
  const names = versions.map(({ name }) => name);
  if (new Set(names).size < names.length)
    errors.push(invalid('spec.versions', names, 'must contain unique version names'));
  if (versions.filter(({ storage }) => storage).length !== 1)
    errors.push(invalid('spec.versions', names, 'must have exactly one version marked as storage version'));
  versions.forEach((version, index) => checkVersion(version, `spec.versions[${index}]`, errors));
}

function checkVersion(version: CustomResourceDefinitionVersion, path: string, errors: Errors): void {
  checkFormat(dns1035LabelErrors, version.name, `${path}.name`, errors);
  const schema = version.schema?.openAPIV3Schema;
  const at = `${path}.schema.openAPIV3Schema`;
  if (schema === undefined) errors.push(required(at, 'schemas are required'));
  else checkRoot(schema, at, errors);
  version.additionalPrinterColumns?.forEach(({ name, type, jsonPath }, index) => {
    const column = `${path}.additionalPrinterColumns[${index}]`;
    checkRequired(name, `${column}.name`, errors);
    checkWord(type, ['boolean', 'date', 'integer', 'number', 'string'], `${column}.type`, errors);
    checkRequired(jsonPath, `${column}.jsonPath`, errors);
  });
  const { scale } = version.subresources ?? {};
  if (scale !== undefined) {
    checkReplicasPath(scale.specReplicasPath, 'spec', `${path}.subresources.scale.specReplicasPath`, errors);
    checkReplicasPath(
      scale.statusReplicasPath,
      'status',
      `${path}.subresources.scale.statusReplicasPath`,
      errors,
    );
  }
}

function checkReplicasPath(text: string, root: string, path: string, errors: Errors): void {
  if (!checkRequired(text, path, errors)) return;
  if (!text.startsWith(`.${root}.`)) errors.push(invalid(path, text, `should be a json path under .${root}`));
}

function checkNames(names: Partial<CustomResourceDefinitionNames>, errors: Errors): void {
  const path = 'spec.names';
  const { plural = '', singular = '', kind = '', listKind = '', shortNames = [], categories = [] } = names;
  const told = { plural, singular, kind: kind.toLowerCase(), listKind: listKind.toLowerCase() };
  for (const [field, name] of Object.entries(told))
    if (checkRequired(name, `${path}.${field}`, errors))
      for (const message of dns1035LabelErrors(name))
        errors.push(invalid(`${path}.${field}`, names[field as 'kind'] ?? '', message));
  shortNames.forEach((name, index) =>
    checkFormat(dns1035LabelErrors, name, `${path}.shortNames[${index}]`, errors),
  );
  categories.forEach((name, index) =>
    checkFormat(dns1035LabelErrors, name, `${path}.categories[${index}]`, errors),
  );
  if (kind !== '' && kind === listKind)
    errors.push(invalid(`${path}.listKind`, listKind, 'kind and listKind may not be the same'));
}

/** Schemas are structural: every part of them says what it is. `apiextensions-apiserver/pkg/apiserver/schema/validation.go` */
function checkRoot(schema: JSONSchemaProps, path: string, errors: Errors): void {
  if ((schema.type ?? '') === '') errors.push(required(`${path}.type`, 'must not be empty at the root'));
  else if (schema.type !== 'object')
    errors.push(invalid(`${path}.type`, schema.type, 'must be object at the root'));
  checkInner(schema, path, errors);
}

function checkInner(schema: JSONSchemaProps, path: string, errors: Errors): void {
  if (schema.uniqueItems === true)
    errors.push(
      forbidden(
        `${path}.uniqueItems`,
        'uniqueItems cannot be set to true since the runtime complexity becomes quadratic',
      ),
    );
  if (schema.$ref !== undefined) errors.push(forbidden(`${path}.$ref`, '$ref is not supported'));
  if (schema.default !== undefined) checkDefault(schema, path, errors);
  if (schema.properties !== undefined && schema.additionalProperties !== undefined)
    errors.push(
      forbidden(`${path}.additionalProperties`, 'additionalProperties and properties are mutual exclusive'),
    );
  checkListType(schema, path, errors);
  for (const [field, inner] of Object.entries(schema.properties ?? {}))
    checkField(inner, `${path}.properties[${field}]`, 'specified object fields', errors);
  if (isObject(schema.additionalProperties)) {
    const inner = schema.additionalProperties as JSONSchemaProps;
    checkField(inner, `${path}.additionalProperties`, 'specified object fields', errors);
  }
  const element = itemSchema(schema);
  if (element !== undefined) checkField(element, `${path}.items`, 'specified array items', errors);
  else if (schema.type === 'array') errors.push(required(`${path}.items`, 'must be specified'));
}

function checkField(schema: JSONSchemaProps, path: string, what: string, errors: Errors): void {
  const isFree =
    schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  if ((schema.type ?? '') === '' && !isFree)
    errors.push(required(`${path}.type`, `must not be empty for ${what}`));
  checkInner(schema, path, errors);
}

function checkDefault(schema: JSONSchemaProps, path: string, errors: Errors): void {
  const found: Errors = [];
  checkCustomObject(
    { default: schema.default },
    { properties: { default: { ...schema, default: undefined } } },
    found,
  );
  for (const error of found) errors.push({ ...error, field: `${path}.${error.field}` });
}

function checkListType(schema: JSONSchemaProps, path: string, errors: Errors): void {
  const keys = schema['x-kubernetes-list-map-keys'];
  if (schema['x-kubernetes-list-type'] !== 'map') return;
  if (keys === undefined || keys.length === 0)
    errors.push(
      required(`${path}.x-kubernetes-list-map-keys`, 'must not be empty if x-kubernetes-list-type is map'),
    );
  keys?.forEach((key, index) => {
    if (keys.indexOf(key) < index)
      errors.push(duplicate(`${path}.x-kubernetes-list-map-keys[${index}]`, key));
  });
}
