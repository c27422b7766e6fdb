/** What a kind shows below its sentence, beside what all kinds show. */
import type { ReactElement } from 'react';
import type {
  ClusterRole,
  Deployment,
  LimitRange,
  Node,
  ResourceQuota,
} from '../../engine/api/generated/types.ts';
import { fidelityOf } from '../../model/fidelity-of.ts';
import { useObject } from '../../model/mirror.ts';
import { BarList } from './bar-list.tsx';
import { DataEntries } from './data-entries.tsx';
import { t } from './kind-messages.en.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { NodeCapacity } from './node-capacity.tsx';
import { shareOf } from './quantity.ts';
import { Rollout } from './rollout.tsx';
import { RuleList } from './rule-list.tsx';
import './kind-details.css';

export function KindDetails({ about }: { readonly about: InspectedObject }): ReactElement | null {
  const { resource, object } = about;
  switch (resource) {
    case 'nodes':
      return <NodeCapacity node={object as Node} />;
    case 'deployments.apps':
      return <Rollout deployment={object as Deployment} />;
    case 'configmaps':
    case 'secrets':
      return <DataEntries about={about} />;
    case 'resourcequotas':
      return <QuotaBars quota={object as ResourceQuota} />;
    case 'limitranges':
      return <Limits range={object as LimitRange} />;
    case 'roles.rbac.authorization.k8s.io':
    case 'clusterroles.rbac.authorization.k8s.io':
      return <RuleList role={object as ClusterRole} />;
    default:
      return null;
  }
}

/** Says it where nothing in this cluster does what the object asks for. */
export function FidelityNote({ about }: { readonly about: InspectedObject }): ReactElement | null {
  const isEnforced = useObject('clusterroles.rbac.authorization.k8s.io//cluster-admin') !== undefined;
  const fidelity = fidelityOf(about.resource);
  if (fidelity === 'simulated' || (fidelity === 'withRoles' && isEnforced)) return null;
  return <p className="inspector-note sub">{t(noteOf[fidelity])}</p>;
}

const noteOf = {
  storedOnly: 'kind.storedOnly',
  withRoles: 'kind.rolesOff',
  custom: 'kind.customOnly',
} as const;

function QuotaBars({ quota }: { readonly quota: ResourceQuota }): ReactElement | null {
  const hard = quota.status?.hard ?? quota.spec?.hard ?? {};
  const rows = Object.entries(hard).map(([name, most]) => {
    const used = quota.status?.used?.[name] ?? '0';
    return { name, share: shareOf(used, most), text: t('kind.usedOf', { used, hard: most }) };
  });
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{t('kind.quota')}</h3>
      <BarList rows={rows} />
    </>
  );
}

function Limits({ range }: { readonly range: LimitRange }): ReactElement | null {
  const limits = range.spec?.limits ?? [];
  if (limits.length === 0) return null;
  return (
    <>
      <h3>{t('kind.facts')}</h3>
      <dl className="facts">
        {limits.flatMap(({ type, ...bounds }) =>
          Object.entries(bounds).map(([bound, amounts]) => (
            <div key={`${type} ${bound}`}>
              <dt className="mono">{`${type}.${bound}`}</dt>
              <dd className="numeric">
                {Object.entries(amounts)
                  .map(([name, amount]) => `${name}=${amount}`)
                  .join(', ')}
              </dd>
            </div>
          )),
        )}
      </dl>
    </>
  );
}
