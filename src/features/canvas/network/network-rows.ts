/** The network view as rows for the tree grid. */
import { isNodeLost, podAppearance } from '../../../bridge/appearance.ts';
import type { Node, Pod } from '../../../engine/api/generated/types.ts';
import { splitObjectKey } from '../../../model/mirror.ts';
import { ghostRows } from '../ownership/ownership-rows.ts';
import type { Ghost } from '../relations/ghosts.ts';
import type { Lookup } from '../../../model/relations/lookup.ts';
import { t } from '../views/messages.en.ts';
import { serviceType } from '../views/object-facts.ts';
import type { PlanRow } from '../views/plan-store.ts';
import { addressWords, outsideWords } from './service-words.ts';
import type { NetBand, NetEndpoint, NetIngress, NetPolicy, NetService } from './network-graph.ts';

export function networkRows(
  bands: readonly NetBand[],
  ghosts: ReadonlyMap<string, readonly Ghost[]>,
  lookup: Lookup,
): readonly PlanRow[] {
  return bands.flatMap((band) => {
    const key = `band/${band.namespace}`;
    const below = [
      ...band.ingresses.flatMap((ingress) => ingressRows(ingress, ghosts)),
      ...band.services.flatMap((service) => serviceRows(service, ghosts, lookup)),
      ...band.policies.map(policyRow),
    ];
    const children = band.ingresses.length + band.services.length + band.policies.length;
    const name = `${t('canvas.views.namespace')} ${band.namespace}`;
    return [{ id: key, key, level: 1, name, cells: [], children }, ...below];
  });
}

function ingressRows(
  { key, name, rules, address }: NetIngress,
  ghosts: ReadonlyMap<string, readonly Ghost[]>,
): readonly PlanRow[] {
  const said = rules.map(
    ({ text, serviceKey, port }) => `${text} → ${splitObjectKey(serviceKey).name}:${port}`,
  );
  const cells = [...(address === '' ? [] : [address]), ...said];
  return [{ id: key, key, level: 2, name: `Ingress ${name}`, cells }, ...ghostRows(ghosts.get(key) ?? [], 3)];
}

function serviceRows(
  entry: NetService,
  ghosts: ReadonlyMap<string, readonly Ghost[]>,
  lookup: Lookup,
): readonly PlanRow[] {
  const { key, service, slices, selector } = entry;
  const cells = [
    serviceType(service),
    addressWords(entry),
    selector === '' ? t('canvas.views.noSelector') : selector,
    ...outsideWords(entry),
  ];
  return [
    {
      id: key,
      key,
      level: 2,
      name: `Service ${service.metadata?.name ?? ''}`,
      cells,
      children: slices.length,
    },
    ...ghostRows(ghosts.get(key) ?? [], 3),
    ...slices.flatMap((slice) => {
      const ready = slice.endpoints.filter(({ isReady }) => isReady).length;
      const count = t('canvas.views.ready', { n: ready, m: slice.endpoints.length });
      return [
        {
          id: slice.key,
          key: slice.key,
          level: 3,
          name: `EndpointSlice ${slice.name}`,
          cells: [count, ...slice.ports],
          children: slice.endpoints.length,
        },
        ...slice.endpoints.map((endpoint): PlanRow => {
          const id = `${slice.key} ${endpoint.podKey ?? endpoint.address}`;
          const name =
            endpoint.podKey === undefined ? endpoint.address : `Pod ${splitObjectKey(endpoint.podKey).name}`;
          return {
            id,
            key: endpoint.podKey ?? `ghost/${id}`,
            level: 4,
            name,
            cells: [endpoint.address, endpointWords(endpoint, lookup), ...shieldCells(endpoint)],
          };
        }),
      ];
    }),
  ];
}

function shieldCells({ policies }: NetEndpoint): readonly string[] {
  return policies.length === 0 ? [] : [t('canvas.views.policy.shield', { names: policies.join(', ') })];
}

/** Why a request may come, or why not. */
export function endpointWords({ podKey, isReady, isServing }: NetEndpoint, lookup: Lookup): string {
  if (isReady)
    return t(podKey === undefined ? 'canvas.views.endpoint.address' : 'canvas.views.endpoint.ready');
  if (isServing) return t('canvas.views.endpoint.serving');
  const pod = lookup.get(podKey ?? '') as Pod | undefined;
  const node = lookup.get(`nodes//${pod?.spec?.nodeName ?? ''}`) as Node | undefined;
  return t('canvas.views.endpoint.shut', { why: shutWhy(pod, isNodeLost(node)) });
}

/** kubectl's word and the containers that are ready; of a pod that nobody hears of, only that. */
export function shutWhy(pod: Pod | undefined, isLost: boolean): string {
  if (pod === undefined) return '?';
  const { state, word, readyContainers, containers } = podAppearance(pod, isLost);
  return state === 'unknown' ? word : `${word} ${readyContainers}/${containers.length}`;
}

function policyRow({ key, name, ...policy }: NetPolicy): PlanRow {
  return {
    id: key,
    key,
    level: 2,
    name: `NetworkPolicy ${name}`,
    cells: [policyWords(policy), policy.selector || '{}'],
  };
}

export function policyWords({ directions, podKeys }: Pick<NetPolicy, 'directions' | 'podKeys'>): string {
  return t('canvas.views.policy.guards', {
    what: t(`canvas.views.policy.${directions}`),
    pods: t('canvas.views.pods', { n: podKeys.length }),
  });
}
