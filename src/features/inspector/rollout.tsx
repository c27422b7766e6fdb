/** A Deployment's versions, the newest first: how many pods each has while one takes over from the other. */
import type { ReactElement } from 'react';
import type { Deployment, ReplicaSet } from '../../engine/api/generated/types.ts';
import { useResource } from '../../model/mirror.ts';
import { BarList } from './bar-list.tsx';
import { t } from './kind-messages.en.ts';

const revision = 'deployment.kubernetes.io/revision';

export function Rollout({ deployment }: { readonly deployment: Deployment }): ReactElement | null {
  const sets = (useResource('replicasets.apps') as readonly ReplicaSet[])
    .filter(({ metadata }) => metadata?.ownerReferences?.some(({ uid }) => uid === deployment.metadata?.uid))
    .toSorted((a, b) => revisionOf(b) - revisionOf(a));
  const newest = sets[0];
  const shown = sets.filter((set) => set === newest || (set.status?.replicas ?? 0) > 0);
  if (shown.length === 0) return null;
  const wanted = deployment.spec?.replicas ?? 1;
  return (
    <>
      <h3>{t('kind.rollout')}</h3>
      <BarList
        rows={shown.map((set) => {
          const ready = set.status?.readyReplicas ?? 0;
          return {
            name: t('kind.revisionOf', { n: revisionOf(set) }),
            text: t('kind.readyOf', { ready, wanted: set.spec?.replicas ?? 0 }),
            share: wanted === 0 ? 0 : ready / wanted,
            note: set.spec?.template?.spec?.containers.map(({ image }) => image).join(', ') ?? '',
          };
        })}
      />
    </>
  );
}

function revisionOf({ metadata }: ReplicaSet): number {
  return Number(metadata?.annotations?.[revision] ?? 0);
}
