/**
 * What stands for objects on the command line: `pods a b`, `deploy/web svc/web`, `po,svc`, `all`.
 * Follows `staging/src/k8s.io/cli-runtime/pkg/resource/builder.go`.
 */
import type { ResourceKind } from '../engine/api/kinds.ts';
import { resourceKinds } from '../engine/api/kinds.ts';
import { KubectlError } from './kubectl-error.ts';

export interface ResourceArgument {
  readonly kind: ResourceKind;
  /** Absent when all objects of the kind are meant. */
  readonly name?: string;
}

/** What `all` and other categories stand for, in the order in which kubectl prints them. */
const orderOfAll = [
  'pods',
  'replicationcontrollers',
  'services',
  'daemonsets.apps',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'horizontalpodautoscalers.autoscaling',
  'cronjobs.batch',
  'jobs.batch',
];

const names = (kind: ResourceKind) => [kind.plural, kind.singular, ...kind.shortNames];

/** The kind that a plural, singular, short or qualified name stands for, such as `deploy` or `deployments.apps`. */
export function findKindByName(name: string): ResourceKind | undefined {
  const lower = name.toLowerCase();
  return resourceKinds.find((kind) =>
    names(kind).some((known) =>
      [known, `${known}.${kind.group}`, `${known}.${kind.version}.${kind.group}`].includes(lower),
    ),
  );
}

/** @throws KubectlError when no kind has the name. */
export function kindByName(name: string): ResourceKind {
  const kind = findKindByName(name);
  if (kind === undefined) throw new KubectlError(`the server doesn't have a resource type "${name}"`);
  return kind;
}

const rank = (kind: ResourceKind) => orderOfAll.indexOf(kind.id);

export function kindsOfCategory(category: string): ResourceKind[] {
  return resourceKinds
    .filter((kind) => kind.categories.includes(category))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** @throws KubectlError with kubectl's text for mixtures and unknown kinds. */
export function parseResourceArguments(words: readonly string[]): ResourceArgument[] {
  if (words.some((word) => word.includes('/'))) return words.map(parsePair);
  const [kinds, ...names] = words;
  if (kinds === undefined) return [];
  const found = kinds.split(',').flatMap(kindsOf);
  if (names.length === 0) return found.map((kind) => ({ kind }));
  return found.flatMap((kind) => names.map((name) => ({ kind, name })));
}

function parsePair(word: string): ResourceArgument {
  const parts = word.split('/');
  const [type, name] = parts;
  if (parts.length === 1) {
    throw new KubectlError(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    );
  }
  if (parts.length > 2) {
    throw new KubectlError(`arguments in resource/name form may not have more than one slash`);
  }
  if (!type || !name) {
    throw new KubectlError(`arguments in resource/name form must have a single resource and name`);
  }
  return { kind: kindByName(type), name };
}

function kindsOf(name: string): ResourceKind[] {
  if (findKindByName(name) !== undefined) return [kindByName(name)];
  const members = kindsOfCategory(name.toLowerCase());
  return members.length > 0 ? members : [kindByName(name)];
}
