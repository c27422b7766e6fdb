/**
 * ControllerRevisions: the templates that a StatefulSet or DaemonSet has had.
 * `pkg/controller/history/controller_history.go`
 */
import type { ControllerRevision, PodTemplateSpec } from '../../api/generated/types.ts';
import { semanticallyEqual } from '../../api/equal.ts';
import { nameOf } from '../../api/object.ts';
import { canonicalJson } from '../../kernel/index.ts';

/** Label of a pod that says of which revision it is. */
export const podRevisionLabel = 'controller-revision-hash';
export const revisionsResource = 'controllerrevisions.apps';

interface RevisionData {
  readonly spec?: { readonly template?: PodTemplateSpec };
}

/** What a revision keeps of a workload: a patch that puts the template back. */
export function revisionData(template: PodTemplateSpec): RevisionData {
  return { spec: { template: { ...template, $patch: 'replace' } as PodTemplateSpec } };
}

/** The data as Kubernetes' encoder writes it, which its hash is taken of. */
export function revisionText(data: unknown): string {
  return canonicalJson(data).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
}

export function templateOf(revision: ControllerRevision): PodTemplateSpec {
  const template = (revision.data as RevisionData | undefined)?.spec?.template ?? {};
  return Object.fromEntries(Object.entries(template).filter(([field]) => field !== '$patch'));
}

export function hasSameData(first: ControllerRevision, second: ControllerRevision): boolean {
  return semanticallyEqual(first.data, second.data);
}

export function highestRevision(revisions: readonly ControllerRevision[]): number {
  return revisions.reduce((highest, { revision }) => Math.max(highest, revision), 0);
}

/** Lowest revision first, then oldest, then by name. */
export function byRevisionNumber(first: ControllerRevision, second: ControllerRevision): number {
  return (
    first.revision - second.revision ||
    compareText(first.metadata?.creationTimestamp ?? '', second.metadata?.creationTimestamp ?? '') ||
    compareText(nameOf(first), nameOf(second))
  );
}

/** The oldest revisions beyond the limit among those that nothing uses. */
export function surplusRevisions(
  unused: readonly ControllerRevision[],
  limit: number | undefined,
): readonly ControllerRevision[] {
  return unused.toSorted(byRevisionNumber).slice(0, Math.max(unused.length - (limit ?? 10), 0));
}

function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
