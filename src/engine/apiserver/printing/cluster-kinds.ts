/** Rows of nodes, namespaces, events, quotas, access and the playground's own kinds. `printers.go` of Kubernetes */
import type {
  ClusterRoleBinding,
  Event,
  Lease,
  Namespace,
  Node,
  PriorityClass,
  ResourceQuota,
  RoleBinding,
  RuntimeClass,
  ServiceAccount,
} from '../../api/generated/types.ts';
import type { Fault, Image, Machine } from '../../api/podarium.ts';
import { ageOf, none, quantityText, since, unknown } from './cell-text.ts';
import { agedPrinter, printer } from './printer.ts';

const nodePrinter = printer<Node>(
  'Name,Status,Roles,Age,Version,+Internal-IP,+External-IP,+OS-Image,+Kernel-Version,+Container-Runtime',
  (node, { nowMs, wide }) => {
    const {
      osImage,
      kernelVersion,
      containerRuntimeVersion,
      kubeletVersion = '',
    } = node.status?.nodeInfo ?? {};
    return [
      node.metadata?.name ?? '',
      nodeStatus(node),
      nodeRoles(node) || none,
      ageOf(node, nowMs),
      kubeletVersion,
      ...(wide ? [nodeAddress(node, 'InternalIP'), nodeAddress(node, 'ExternalIP')] : []),
      ...(wide ? [osImage, kernelVersion, containerRuntimeVersion].map((text) => text || unknown) : []),
    ];
  },
);

const eventPrinter = printer<Event>(
  'Last Seen,Type,Reason,Object,+Subobject,+Source,Message,+First Seen,+Count,+Name',
  (event, { nowMs, wide }) => {
    const { type = '', reason = '', involvedObject, source, series, metadata } = event;
    const first = since(event.firstTimestamp ?? event.eventTime, nowMs);
    const last = series?.lastObservedTime ?? event.lastTimestamp;
    const kind = (involvedObject.kind ?? '').toLowerCase();
    const from = [source?.component || event.reportingComponent, source?.host || event.reportingInstance];
    return [
      last === undefined ? first : since(last, nowMs),
      type,
      reason,
      involvedObject.name ? `${kind}/${involvedObject.name}` : kind,
      ...(wide ? [involvedObject.fieldPath ?? '', from.filter(Boolean).join(', ')] : []),
      (event.message ?? '').trim(),
      ...(wide ? [first, (series?.count ?? event.count) || 1, metadata?.name ?? ''] : []),
    ];
  },
);

const quotaPrinter = agedPrinter<ResourceQuota>('Request,Limit', ({ status }) => {
  const { hard = {}, used = {} } = status ?? {};
  const names = Object.keys(hard).toSorted();
  const told = (wanted: boolean) =>
    names
      .filter((name) => name.startsWith('limits.') === wanted)
      .map((name) => `${name}: ${quantityText(used[name])}/${quantityText(hard[name])}`)
      .join(', ');
  return [told(false), told(true)];
});

const bindingPrinter = agedPrinter<RoleBinding | ClusterRoleBinding>(
  'Role',
  ({ roleRef }) => [`${roleRef.kind}/${roleRef.name}`],
  ',+Users,+Groups,+ServiceAccounts',
  ({ subjects = [] }) => {
    const named = (wanted: string) => subjects.filter(({ kind }) => kind === wanted);
    const accounts = named('ServiceAccount').map(({ namespace = '', name }) => `${namespace}/${name}`);
    const plain = ['User', 'Group'].map((kind) => named(kind).map(({ name }) => name));
    return [...plain, accounts].map((names) => names.join(', '));
  },
);

/** Our own kinds print as additionalPrinterColumns of a CustomResourceDefinition would. */
const machinePrinter = agedPrinter<Machine>('Power,Network,CPU,Memory', ({ spec }) => [
  spec?.power ?? '',
  spec?.network ?? '',
  spec?.cpu ?? '',
  spec?.memory ?? '',
]);

const faultPrinter = agedPrinter<Fault>('Type,Target,Phase', ({ spec, status }) => {
  const { labels, ...target } = spec?.target ?? {};
  const parts = Object.entries(target).map(([key, value]) => `${key}=${value}`);
  const selected = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return [spec?.type ?? '', [...parts, ...selected].join(','), status?.phase ?? ''];
});

const imagePrinter = agedPrinter<Image>('Image,Size,Ports,Runs', ({ metadata, spec = {} }) => [
  spec.image ?? metadata?.name ?? '',
  spec.size ?? '',
  (spec.ports ?? []).join(','),
  spec.script === undefined ? (spec.entrypoint ?? spec.command ?? []).join(' ') : 'script',
]);

export const clusterPrinters = {
  ClusterRoleBinding: bindingPrinter,
  Event: eventPrinter,
  Fault: faultPrinter,
  Image: imagePrinter,
  Lease: agedPrinter<Lease>('Holder', ({ spec }) => [spec?.holderIdentity ?? '']),
  Machine: machinePrinter,
  Namespace: agedPrinter<Namespace>('Status', ({ status }) => [status?.phase ?? '']),
  Node: nodePrinter,
  PriorityClass: agedPrinter<PriorityClass>('Value#,Global-Default?', ({ value, globalDefault }) => [
    value ?? 0,
    globalDefault ?? false,
  ]),
  ResourceQuota: quotaPrinter,
  RoleBinding: bindingPrinter,
  RuntimeClass: agedPrinter<RuntimeClass>('Handler', ({ handler }) => [handler]),
  ServiceAccount: agedPrinter<ServiceAccount>('Secrets', ({ secrets }) => [secrets?.length ?? 0]),
};

function nodeStatus({ spec, status }: Node): string {
  const ready = status?.conditions?.findLast(({ type }) => type === 'Ready')?.status;
  const told = ready === undefined ? 'Unknown' : ready === 'True' ? 'Ready' : 'NotReady';
  return spec?.unschedulable === true ? `${told},SchedulingDisabled` : told;
}

const rolePrefix = 'node-role.kubernetes.io/';

function nodeRoles({ metadata }: Node): string {
  const roles = Object.entries(metadata?.labels ?? {}).map(([key, value]) => {
    if (key === 'kubernetes.io/role') return value;
    return key.startsWith(rolePrefix) ? key.slice(rolePrefix.length) : '';
  });
  return [...new Set(roles)].filter(Boolean).toSorted().join(',');
}

function nodeAddress({ status }: Node, wanted: string): string {
  return status?.addresses?.find(({ type }) => type === wanted)?.address ?? none;
}
