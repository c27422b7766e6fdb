// Writes src/engine/api/generated from the type declarations of @kubernetes/client-node (Kubernetes 1.36):
//   types.ts          an interface a definition, names without their version prefix (V1Pod -> Pod)
//   first-structure.json  what the first objects of a cluster are made of; structure.json has the others
//   structure.json    field types without descriptions, for strict decoding, patches and the editor
//   descriptions.json field descriptions alone, loaded only when somebody asks for help
// `--check` fails when the files on disk are not what the declarations give.
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const models = join(root, 'node_modules/@kubernetes/client-node/dist/gen/models');
const target = join(root, 'src/engine/api/generated');

/** Kinds of the kinds table, and what subresources and reviews speak, with the declaration each has. */
const kinds = {
  v1: 'Pod Service Namespace Node ConfigMap Secret ServiceAccount Endpoints PersistentVolumeClaim PersistentVolume ResourceQuota LimitRange ReplicationController PodTemplate ComponentStatus Binding',
  'apps/v1': 'Deployment ReplicaSet StatefulSet DaemonSet ControllerRevision',
  'batch/v1': 'Job CronJob',
  'policy/v1': 'PodDisruptionBudget Eviction',
  'networking.k8s.io/v1': 'Ingress IngressClass NetworkPolicy IPAddress ServiceCIDR',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'coordination.k8s.io/v1': 'Lease',
  'rbac.authorization.k8s.io/v1': 'Role RoleBinding ClusterRole ClusterRoleBinding',
  'storage.k8s.io/v1':
    'StorageClass VolumeAttachment CSIDriver CSINode CSIStorageCapacity VolumeAttributesClass',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'node.k8s.io/v1': 'RuntimeClass',
  'autoscaling/v1': 'Scale',
  'certificates.k8s.io/v1': 'CertificateSigningRequest',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'admissionregistration.k8s.io/v1':
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding',
  'flowcontrol.apiserver.k8s.io/v1': 'FlowSchema PriorityLevelConfiguration',
  'resource.k8s.io/v1': 'DeviceClass ResourceClaimTemplate ResourceSlice',
  'authentication.k8s.io/v1': 'TokenReview SelfSubjectReview',
  'authorization.k8s.io/v1':
    'SubjectAccessReview LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview',
};
const special = [
  ['v1', 'Event', 'CoreV1Event'],
  ['events.k8s.io/v1', 'Event', 'EventsV1Event'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler', 'V2HorizontalPodAutoscaler'],
  ['autoscaling/v1', 'HorizontalPodAutoscaler', 'V1HorizontalPodAutoscaler'],
  ['resource.k8s.io/v1', 'ResourceClaim', 'ResourceV1ResourceClaim'],
  ['authentication.k8s.io/v1', 'TokenRequest', 'AuthenticationV1TokenRequest'],
];

/** Kinds that every cluster begins with: their definitions are wanted before all others. */
const firstKinds = new Set(['Namespace', 'Service', 'Deployment', 'StorageClass']);

/** Declarations that would be called as another is without their version. */
const versionedNames = /^V1HorizontalPodAutoscaler/;

const definitions = new Map();
const roots = [];
for (const [apiVersion, names] of Object.entries(kinds)) {
  for (const kind of names.split(' ')) roots.push([apiVersion, kind, `V1${kind}`]);
}
roots.push(...special);
for (const [, , declaration] of roots) load(declaration);
checkNames();

const outputs = { 'types.ts': printTypes(), ...printSchemas() };
if (process.argv.includes('--check')) check();
else write();

function load(declaration) {
  if (definitions.has(declaration)) return;
  const file = join(models, `${declaration}.d.ts`);
  if (!existsSync(file)) throw new Error(`no declaration of ${declaration}`);
  const text = readFileSync(file, 'utf8').replace(
    /\{\s*\n\s*\[key: string\]: ([^;]+);\s*\n\s*\}/g,
    '{ [key: string]: $1; }',
  );
  const definition = { fields: [], description: '' };
  definitions.set(declaration, definition);
  const start = text.indexOf('export declare class');
  definition.description = clean(
    /\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\s*$/.exec(text.slice(0, start))?.[1] ?? '',
  );
  const member = /(?:\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\s*)?^ {4}'([^']+)'(\??): (.+);$/gm;
  for (const [, comment, name, optional, type] of text.slice(start).matchAll(member)) {
    definition.fields.push({
      name: fieldName(name, declaration),
      required: optional === '',
      type: parseType(type),
      description: clean(comment ?? ''),
    });
  }
}

/** Fields that are words of TypeScript stand with an underscore, and those of schemas without their dashes. */
function fieldName(name, declaration) {
  if (declaration !== 'V1JSONSchemaProps') return name.replace(/^_/, '');
  return name
    .replace(/^(ref|schema)$/, '$$$1')
    .replace(/^_/, '')
    .replace(/^x_.*/, (text) => text.replaceAll('_', '-'));
}

function clean(comment) {
  return comment
    .replace(/^\s*\* ?/gm, '')
    .replace(/\\(['"])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function parseType(text) {
  const type = text.trim().replace(/ \| null$/, '');
  const list = /^Array<(.*)>$/.exec(type);
  if (list) return { list: parseType(list[1]) };
  const map = /^\{\s*\[key: string\]: (.*?);\s*\}$/.exec(type);
  if (map) return { map: parseType(map[1]) };
  if (type === 'Set<string>') return { list: 'string' };
  if (['string', 'number', 'boolean'].includes(type)) return type;
  if (type === 'Date' || type === 'V1MicroTime') return 'time';
  if (type === 'IntOrString') return 'intOrString';
  if (type === 'any' || type === 'object') return 'any';
  load(type);
  return { ref: type };
}

/** `V1Pod` is Pod, `CoreV1Event` Event; `DiscoveryV1EndpointPort` keeps its group, for another group has the name too. */
function shortName(declaration) {
  if (versionedNames.test(declaration)) return declaration;
  return declaration.replace(/^Core(?=V\d)/, '').replace(/^([A-Z][a-z]+)?V\d+(?=[A-Z])/, '$1');
}

/** Versions of one shape share a name; different shapes must not. */
function checkNames() {
  const shapes = new Map();
  for (const [declaration, { fields }] of definitions) {
    const name = shortName(declaration);
    const shape = JSON.stringify(fields.map((field) => [field.name, field.required, printType(field.type)]));
    if (!shapes.has(name)) shapes.set(name, shape);
    else if (shapes.get(name) !== shape) throw new Error(`two shapes would be called ${name}`);
    else definitions.delete(declaration);
  }
}

function printTypes() {
  const lines = [
    '// Generated by scripts/generate-kubernetes.mjs from the Kubernetes 1.36 API. Do not edit.',
    '',
  ];
  for (const [declaration, { fields }] of sorted()) {
    lines.push(`export interface ${shortName(declaration)} {`);
    for (const { name, required, type } of fields) {
      const key = /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
      lines.push(`  ${key}${required ? '' : '?'}: ${printType(type)};`);
    }
    lines.push('}', '');
  }
  return lines.join('\n');
}

function printType(type) {
  if (typeof type === 'string')
    return { time: 'string', intOrString: 'number | string', any: 'unknown' }[type] ?? type;
  if (type.ref) return shortName(type.ref);
  if (type.map) return `Record<string, ${printType(type.map)}>`;
  const item = printType(type.list);
  return item.includes('|') ? `(${item})[]` : `${item}[]`;
}

/** structure: {Kind: {field: type}}, required fields marked with a leading '!'. */
function printSchemas() {
  const structure = {};
  const descriptions = {};
  for (const [declaration, { fields, description }] of sorted()) {
    const name = shortName(declaration);
    structure[name] = {};
    descriptions[name] = { '': description };
    for (const field of fields) {
      structure[name][field.name] = (field.required ? '!' : '') + encode(field.type);
      if (field.description) descriptions[name][field.name] = field.description;
    }
  }
  const kindsByDefinition = {};
  for (const [apiVersion, kind, declaration] of roots)
    kindsByDefinition[`${apiVersion}/${kind}`] = shortName(declaration);
  const kindsOf = (isFirst) => pick(kindsByDefinition, (_, name) => firstKinds.has(name) === isFirst);
  const first = reachable(structure, firstKinds);
  const definitionsOf = (isFirst) => pick(structure, (name) => first.has(name) === isFirst);
  const structureText = (isFirst) =>
    `${JSON.stringify({ kinds: kindsOf(isFirst), definitions: definitionsOf(isFirst) })}\n`;
  return {
    'first-structure.json': structureText(true),
    'structure.json': structureText(false),
    'descriptions.json': `${JSON.stringify(descriptions)}\n`,
  };
}

/** The named definitions with all that their fields are made of. */
function reachable(structure, names) {
  const found = new Set();
  const visit = (name) => {
    if (structure[name] === undefined || found.has(name)) return;
    found.add(name);
    for (const type of Object.values(structure[name])) visit(type.replace(/[![{]/g, ''));
  };
  for (const name of names) visit(name);
  return found;
}

function pick(object, isWanted) {
  return Object.fromEntries(Object.entries(object).filter(([key, value]) => isWanted(key, value)));
}

/** Types as short text: `s` string, `n` number, `b` boolean, `t` time, `i` int or string, `*` anything, `[x` list, `{x` map, else a definition. */
function encode(type) {
  if (typeof type === 'string')
    return { string: 's', number: 'n', boolean: 'b', time: 't', intOrString: 'i', any: '*' }[type];
  if (type.ref) return shortName(type.ref);
  return type.map ? `{${encode(type.map)}` : `[${encode(type.list)}`;
}

function sorted() {
  return [...definitions].toSorted(([left], [right]) => (shortName(left) < shortName(right) ? -1 : 1));
}

function write() {
  mkdirSync(target, { recursive: true });
  for (const [file, text] of Object.entries(outputs)) writeFileSync(join(target, file), text);
  console.log(`${definitions.size} definitions, ${roots.length} kinds`);
}

function check() {
  const stale = Object.entries(outputs).filter(([file, text]) => {
    const path = join(target, file);
    return !existsSync(path) || readFileSync(path, 'utf8') !== text;
  });
  for (const [file] of stale)
    console.error(`src/engine/api/generated/${file} is out of date: run npm run generate`);
  process.exit(stale.length === 0 ? 0 : 1);
}
