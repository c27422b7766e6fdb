/** Names of schemas as Kubernetes' own documents have them: `io.k8s.api.core.v1.PodSpec`. */
import { builtInKinds } from '../../api/built-in-kinds.ts';
import { apiVersionOf } from '../../api/kinds.ts';
import { definitionOf, definitions } from '../../api/structure.ts';

const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const fixedPackages: Readonly<Record<string, string>> = {
  ObjectMeta: meta,
  OwnerReference: meta,
  ManagedFieldsEntry: meta,
  LabelSelector: meta,
  LabelSelectorRequirement: meta,
  Condition: meta,
  Time: meta,
  Quantity: 'io.k8s.apimachinery.pkg.api.resource',
  IntOrString: 'io.k8s.apimachinery.pkg.util.intstr',
};

/** Words that only tell definitions of one name in several packages apart. */
const prefixes =
  /^(?:V1(?=Horizontal)|(?:Admissionregistration|Apiextensions|Apiregistration|Storage|Authentication|Resource)(?=ServiceReference|WebhookClientConfig|TokenRequest|ResourceClaim$)|(?:Discovery|Events|Rbac|Flowcontrol)(?=[A-Z]))/;

let packages: ReadonlyMap<string, string> | undefined;

export function schemaName(definition: string): string {
  packages ??= packagesOfDefinitions();
  const home = fixedPackages[definition] ?? packages.get(definition) ?? 'io.k8s.api.core.v1';
  return `${home}.${definition.replace(prefixes, '')}`;
}

/** A definition belongs to the first group and version whose kinds are made of it; the core group comes first. */
function packagesOfDefinitions(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const kind of builtInKinds) {
    const root = definitionOf(apiVersionOf(kind), kind.kind);
    if (root === undefined) continue;
    const group = kind.group === '' ? 'core' : kind.group.replace(/\..*$/, '');
    claim(root, `io.k8s.api.${group}.${kind.version}`, found);
  }
  return found;
}

function claim(definition: string, home: string, found: Map<string, string>): void {
  if (found.has(definition)) return;
  found.set(definition, home);
  for (const type of Object.values(definitions[definition] ?? {})) {
    const inner = type.replace(/^!?[[{]*/, '');
    if (inner in definitions) claim(inner, home, found);
  }
}

/** True for one of the letters that stand for a type without fields. */
export function isScalar(type: string): boolean {
  return !(type in definitions);
}
