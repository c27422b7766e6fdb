/** How traffic is meant to find its pods. */
import type {
  EndpointSlice,
  Endpoints,
  Ingress,
  LabelSelector,
  NetworkPolicy,
  Service,
} from '../../engine/api/generated/types.ts';
import type { KindLookup, KindSentences } from './kind-lookup.ts';
import { t } from './kind-messages.en.ts';

export const networkSentences: KindSentences = {
  services: ({ object }, lookup) => serviceSentence(object as Service, lookup),
  'endpointslices.discovery.k8s.io': ({ object }) => sliceSentence(object as EndpointSlice),
  endpoints: ({ object, name }) => endpointsSentence(object as Endpoints, name),
  'ingresses.networking.k8s.io': ({ object }) => ingressSentence(object as Ingress),
  'networkpolicies.networking.k8s.io': ({ object }) => policySentence(object as NetworkPolicy),
};

/** Undefined for a Service with an address of its own. */
function serviceSentence({ spec }: Service, { endpointSlices }: KindLookup): string | undefined {
  if (spec?.type === 'ExternalName') return t('kind.service.external', { name: spec.externalName ?? '' });
  if (spec?.clusterIP !== 'None') return undefined;
  const endpoints = endpointSlices.flatMap((slice) => slice.endpoints ?? []);
  const ready = endpoints.filter(({ conditions }) => conditions?.ready === true).length;
  return ready === 0
    ? t('kind.service.headlessNone')
    : t('kind.service.headless', { ready, all: endpoints.length });
}

function sliceSentence({ metadata, endpoints = [] }: EndpointSlice): string {
  const service = metadata?.labels?.['kubernetes.io/service-name'] ?? '';
  const ready = endpoints.filter(({ conditions }) => conditions?.ready === true).length;
  return ready === 0
    ? t('kind.slice.none', { service })
    : t('kind.slice.ready', { ready, all: endpoints.length, service });
}

function endpointsSentence({ subsets = [] }: Endpoints, service: string): string {
  const ready = subsets.reduce((sum, { addresses = [] }) => sum + addresses.length, 0);
  const all = subsets.reduce((sum, { notReadyAddresses = [] }) => sum + notReadyAddresses.length, ready);
  return ready === 0 ? t('kind.slice.none', { service }) : t('kind.slice.ready', { ready, all, service });
}

function ingressSentence({ spec }: Ingress): string {
  const routes = (spec?.rules ?? []).flatMap(({ host = '', http }) =>
    (http?.paths ?? []).map(({ path = '', backend }) => ({
      host: `${host}${path}`,
      isAny: host === '',
      service: backend.service?.name ?? backend.resource?.name ?? '',
    })),
  );
  const [only, another] = routes;
  const usual = spec?.defaultBackend?.service?.name;
  if (only === undefined && usual !== undefined) return t('kind.ingress.any', { service: usual });
  if (only === undefined || another !== undefined) return t('kind.ingress.many', { n: routes.length });
  return only.isAny
    ? t('kind.ingress.any', { service: only.service })
    : t('kind.ingress.one', { host: only.host, service: only.service });
}

function policySentence({ spec }: NetworkPolicy): string {
  const types = spec?.policyTypes ?? ['Ingress'];
  const way = types.includes('Egress') ? (types.includes('Ingress') ? 'both' : 'out') : 'in';
  const selector = selectorText(spec?.podSelector);
  return selector === '' ? t(`kind.policy.${way}All`) : t(`kind.policy.${way}`, { selector });
}

/** As kubectl prints it: `app=web,tier in (a,b)`. */
function selectorText(selector: LabelSelector | undefined): string {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(([name, value]) => `${name}=${value}`);
  const among = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) =>
    values.length === 0 ? `${key} ${operator}` : `${key} ${operator} (${values.join(',')})`,
  );
  return [...equal, ...among].join(',');
}
