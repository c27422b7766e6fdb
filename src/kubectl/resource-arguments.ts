/**
 * What stands for objects on the command line: `pods a b`, `deploy/web svc/web`, `po,svc`, `all`.
 * Follows `staging/src/k8s.io/cli-runtime/pkg/resource/builder.go`.
 */
import type { ResourceKind } from '../engine/api/kinds.ts';
import { KubectlError } from './kubectl-error.ts';
import { builtInResources, unknownType } from './resource-map.ts';
import type { Server } from './server.ts';

export interface ResourceArgument {
  readonly kind: ResourceKind;
  /** Absent when all objects of the kind are meant. */
  readonly name?: string;
}

/** A kind that every server has. @throws KubectlError when no kind has the name. */
export function kindByName(name: string): ResourceKind {
  const kind = builtInResources.byName(name);
  if (kind === undefined) throw unknownType(name);
  return kind;
}

export function kindsOfCategory(category: string): ResourceKind[] {
  return builtInResources.ofCategory(category);
}

/** @throws KubectlError with kubectl's text for mixtures and unknown kinds. */
export async function parseResourceArguments(
  server: Server,
  words: readonly string[],
): Promise<ResourceArgument[]> {
  if (words.some((word) => word.includes('/'))) {
    const pairs: ResourceArgument[] = [];
    for (const word of words) pairs.push(await parsePair(server, word));
    return pairs;
  }
  const [kinds, ...names] = words;
  if (kinds === undefined) return [];
  const found: ResourceKind[] = [];
  for (const kind of kinds.split(',')) found.push(...(await server.kindsOf(kind)));
  if (names.length === 0) return found.map((kind) => ({ kind }));
  return found.flatMap((kind) => names.map((name) => ({ kind, name })));
}

async function parsePair(server: Server, word: string): Promise<ResourceArgument> {
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
  return { kind: await server.kindByName(type), name };
}
