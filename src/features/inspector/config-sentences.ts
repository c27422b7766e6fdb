/** What is kept for others to read, and what keeps the cluster together. */
import type {
  ConfigMap,
  CustomResourceDefinition,
  Event,
  Lease,
  Namespace,
  RuntimeClass,
  Secret,
} from '../../engine/api/generated/types.ts';
import type { Fault, Image } from '../../engine/api/podarium.ts';
import { clockOf } from './clock-of.ts';
import type { KindLookup, KindSentences } from './kind-lookup.ts';
import { t } from './kind-messages.en.ts';

export const configSentences: KindSentences = {
  configmaps: ({ object }) => {
    const { data = {}, binaryData = {} } = object as ConfigMap;
    return t('kind.configMap', { n: Object.keys(data).length + Object.keys(binaryData).length });
  },
  secrets: ({ object }) => t('kind.secret', { n: Object.keys((object as Secret).data ?? {}).length }),
  serviceaccounts: ({ namespace, name }) =>
    t('kind.serviceAccount', { user: `system:serviceaccount:${namespace}:${name}` }),
  namespaces: ({ object, name }, { list }) =>
    (object as Namespace).status?.phase === 'Terminating'
      ? t('kind.namespace.terminating')
      : t('kind.namespace.active', {
          n: list('pods').filter(({ metadata }) => metadata?.namespace === name).length,
        }),
  'leases.coordination.k8s.io': ({ object }) => leaseSentence(object as Lease),
  events: ({ object }) => {
    const { reason = '', count, involvedObject: on } = object as Event;
    return t('kind.event', { n: count ?? 1, reason, kind: on.kind ?? '', name: on.name ?? '' });
  },
  'faults.podarium.dev': ({ object }) => faultSentence(object as Fault),
  'images.podarium.dev': ({ object, name }) =>
    t('kind.image', { image: (object as Image).spec?.image ?? name }),
  'customresourcedefinitions.apiextensions.k8s.io': ({ object }, lookup) =>
    definitionSentence(object as CustomResourceDefinition, lookup),
  'runtimeclasses.node.k8s.io': ({ object }) =>
    t('kind.runtime', { handler: (object as RuntimeClass).handler }),
};

function leaseSentence({ spec }: Lease): string {
  const holder = spec?.holderIdentity ?? '';
  return holder === ''
    ? t('kind.lease.free')
    : t('kind.lease.held', {
        holder,
        clock: clockOf(spec?.renewTime),
        seconds: spec?.leaseDurationSeconds ?? 0,
      });
}

function faultSentence({ spec, status }: Fault): string {
  const type = spec?.type ?? '';
  const struck = status?.struck?.length ?? 0;
  switch (status?.phase) {
    case 'Planned':
      return t('kind.fault.planned', { type, clock: clockOf(spec?.startTime) });
    case 'Active':
      return t('kind.fault.active', { type, clock: clockOf(status.startedAt) });
    case 'Ended':
      return struck > 0
        ? t('kind.fault.struck', { type, n: struck, clock: clockOf(status.startedAt) })
        : t('kind.fault.over', { type, clock: clockOf(status.endedAt) });
    default:
      return t('kind.fault.coming', { type });
  }
}

function definitionSentence({ spec, status }: CustomResourceDefinition, { list }: KindLookup): string {
  const kind = spec?.names.kind ?? '';
  const refused = status?.conditions?.find(
    (condition) => condition.type === 'NamesAccepted' && condition.status === 'False',
  );
  if (refused !== undefined) return t('kind.crd.refused', { kind, message: refused.message ?? '' });
  const n = list(`${spec?.names.plural}.${spec?.group}`).length;
  return n === 0 ? t('kind.crd.none', { kind }) : t('kind.crd.some', { kind, n });
}
