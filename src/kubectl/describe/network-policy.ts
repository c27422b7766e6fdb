/** `kubectl describe networkpolicy`. `kubectl/pkg/describe/describe.go` describeNetworkPolicySpec */
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../../engine/api/generated/types.ts';
import { type Description, printSelector } from './description.ts';

export function describeNetworkPolicy(description: Description, policy: NetworkPolicy): void {
  const { metadata, spec } = policy;
  description.name(policy);
  const created = metadata?.creationTimestamp ?? '';
  description.field('Created on', `${created.slice(0, 10)} ${created.slice(11, 19)} +0000 UTC`);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.line('Spec:');
  const selected = printSelector(spec?.podSelector);
  const isAll = selected === '<none>';
  const note = isAll ? ' (Allowing the specific traffic to all pods in this namespace)' : '';
  description.line(`PodSelector:     ${selected}${note}`, 1);
  const types = spec?.policyTypes ?? [];
  const ingress = (spec?.ingress ?? []).map(({ ports, from }) => ({ ports, peers: from }));
  const egress = (spec?.egress ?? []).map(({ ports, to }) => ({ ports, peers: to }));
  describeDirection(description, types.includes('Ingress') ? ingress : undefined, 'ingress');
  describeDirection(description, types.includes('Egress') ? egress : undefined, 'egress');
  description.line(`Policy Types: ${types.join(', ') || '<none>'}`, 1);
}

interface Rule {
  readonly ports: readonly NetworkPolicyPort[] | undefined;
  readonly peers: readonly NetworkPolicyPeer[] | undefined;
}

function describeDirection(
  description: Description,
  rules: readonly Rule[] | undefined,
  direction: 'ingress' | 'egress',
): void {
  if (rules === undefined) return description.line(`Not affecting ${direction} traffic`, 1);
  description.line(`Allowing ${direction} traffic:`, 1);
  if (rules.length === 0)
    return description.line(`<none> (Selected pods are isolated for ${direction} connectivity)`, 2);
  const [title, limit] = direction === 'ingress' ? ['From', 'source'] : ['To', 'destination'];
  for (const [index, { ports = [], peers = [] }] of rules.entries()) {
    if (index > 0) description.line('----------', 2);
    if (ports.length === 0) description.line('To Port: <any> (traffic allowed to all ports)', 2);
    for (const port of ports) description.line(printPort(port), 2);
    if (peers.length === 0) description.line(`${title}: <any> (traffic not restricted by ${limit})`, 2);
    for (const peer of peers) describePeer(description, title, peer);
  }
}

function printPort({ port, endPort, protocol = 'TCP' }: NetworkPolicyPort): string {
  const first = port ?? '<nil>';
  return endPort === undefined
    ? `To Port: ${first}/${protocol}`
    : `To Port Range: ${first}-${endPort}/${protocol}`;
}

function describePeer(description: Description, title: string, peer: NetworkPolicyPeer): void {
  const { namespaceSelector, podSelector, ipBlock } = peer;
  description.line(`${title}:`, 2);
  if (namespaceSelector !== undefined)
    description.line(`NamespaceSelector: ${printSelector(namespaceSelector)}`, 3);
  if (podSelector !== undefined) description.line(`PodSelector: ${printSelector(podSelector)}`, 3);
  if (namespaceSelector !== undefined || podSelector !== undefined || ipBlock === undefined) return;
  description.line('IPBlock:', 3);
  description.line(`CIDR: ${ipBlock.cidr}`, 4);
  description.line(`Except: ${(ipBlock.except ?? []).join(', ')}`, 4);
}
