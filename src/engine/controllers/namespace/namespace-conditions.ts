import type { NamespaceCondition } from '../../api/generated/types.ts';
import { type Content, countFinalizers } from './namespace-content.ts';

/** What a namespace says of its deletion. `pkg/controller/namespace/deletion/status_condition_utils.go` */
type Told = Pick<NamespaceCondition, 'type' | 'status' | 'reason' | 'message'>;

const settled: readonly Told[] = [
  {
    type: 'NamespaceDeletionDiscoveryFailure',
    status: 'False',
    reason: 'ResourcesDiscovered',
    message: 'All resources successfully discovered',
  },
  {
    type: 'NamespaceDeletionGroupVersionParsingFailure',
    status: 'False',
    reason: 'ParsedGroupVersions',
    message: 'All legacy kube types successfully parsed',
  },
  {
    type: 'NamespaceDeletionContentFailure',
    status: 'False',
    reason: 'ContentDeleted',
    message: 'All content successfully deleted, may be waiting on finalization',
  },
];

/** The conditions with what remains told in them; undefined when they say so already. */
export function deletionConditions(
  current: readonly NamespaceCondition[],
  content: readonly Content[],
  now: string,
): NamespaceCondition[] | undefined {
  const wanted = [...settled, contentCondition(content), finalizerCondition(content)];
  const isTold = (told: Told, standing: NamespaceCondition | undefined): boolean =>
    standing?.status === told.status && standing.reason === told.reason && standing.message === told.message;
  const byType = new Map(current.map((condition) => [condition.type, condition]));
  if (wanted.every((told) => isTold(told, byType.get(told.type)))) return undefined;
  const others = current.filter(({ type }) => !wanted.some((told) => told.type === type));
  const next = wanted.map((told) => {
    const standing = byType.get(told.type);
    const lastTransitionTime = standing?.status === told.status ? (standing.lastTransitionTime ?? now) : now;
    return isTold(told, standing) ? standing! : { ...told, lastTransitionTime };
  });
  return [...others, ...next];
}

function contentCondition(content: readonly Content[]): Told {
  const type = 'NamespaceContentRemaining';
  if (content.length === 0) {
    return { type, status: 'False', reason: 'ContentRemoved', message: 'All content successfully removed' };
  }
  const remaining = content.map(({ resource, objects }) => {
    return `${resource.includes('.') ? resource : `${resource}.`} has ${objects.length} resource instances`;
  });
  const message = `Some resources are remaining: ${remaining.toSorted().join(', ')}`;
  return { type, status: 'True', reason: 'SomeResourcesRemain', message };
}

function finalizerCondition(content: readonly Content[]): Told {
  const type = 'NamespaceFinalizersRemaining';
  const remaining = [...countFinalizers(content)].map(
    ([name, count]) => `${name} in ${count} resource instances`,
  );
  if (remaining.length === 0) {
    return {
      type,
      status: 'False',
      reason: 'ContentHasNoFinalizers',
      message: 'All content-preserving finalizers finished',
    };
  }
  const message = `Some content in the namespace has finalizers remaining: ${remaining.toSorted().join(', ')}`;
  return { type, status: 'True', reason: 'SomeFinalizersRemain', message };
}
