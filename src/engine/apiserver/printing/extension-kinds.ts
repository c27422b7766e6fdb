/** Rows of what extends the cluster: definitions, webhooks, policies, drivers, flow control, devices. `printers.go` of Kubernetes */
import type {
  APIService,
  CertificateSigningRequest,
  ComponentStatus,
  CSIDriver,
  CSINode,
  CSIStorageCapacity,
  FlowSchema,
  IPAddress,
  MutatingWebhookConfiguration,
  PodTemplate,
  PriorityLevelConfiguration,
  ResourceResourceClaim,
  ResourceSlice,
  ServiceCIDR,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
  VolumeAttachment,
  VolumeAttributesClass,
} from '../../api/generated/types.ts';
import { humanDuration } from '../../api/human-duration.ts';
import { ageOf, containerCells, labelsText, none, unset } from './cell-text.ts';
import { agedPrinter, printer } from './printer.ts';

const webhookPrinter = agedPrinter<MutatingWebhookConfiguration>('Webhooks#', ({ webhooks }) => [
  webhooks?.length ?? 0,
]);

const requestPrinter = printer<CertificateSigningRequest>(
  'Name,Age,SignerName,Requestor,RequestedDuration,Condition',
  (request, { nowMs }) => {
    const { signerName, username = '', expirationSeconds } = request.spec;
    return [
      request.metadata?.name ?? '',
      ageOf(request, nowMs),
      signerName || none,
      username,
      expirationSeconds === undefined ? none : humanDuration(expirationSeconds),
      conditionOf(request),
    ];
  },
);

/** `extractCSRStatus` */
function conditionOf({ status }: CertificateSigningRequest): string {
  const types = status?.conditions?.map(({ type }) => type) ?? [];
  const told = types.includes('Denied') ? 'Denied' : types.includes('Approved') ? 'Approved' : 'Pending';
  return `${told}${types.includes('Failed') ? ',Failed' : ''}${status?.certificate ? ',Issued' : ''}`;
}

const driverPrinter = agedPrinter<CSIDriver>(
  'AttachRequired?,PodInfoOnMount?,StorageCapacity?,TokenRequests,RequiresRepublish?,Modes',
  ({ spec }) => [
    spec.attachRequired ?? true,
    spec.podInfoOnMount ?? false,
    spec.storageCapacity ?? false,
    spec.tokenRequests?.map(({ audience }) => audience).join() || unset,
    spec.requiresRepublish ?? false,
    spec.volumeLifecycleModes?.join() || none,
  ],
);

const flowSchemaPrinter = printer<FlowSchema>(
  'Name,PriorityLevel,MatchingPrecedence,DistinguisherMethod,Age,MissingPL',
  (schema, { nowMs }) => {
    const { priorityLevelConfiguration, matchingPrecedence = 0, distinguisherMethod } = schema.spec ?? {};
    const dangling = schema.status?.conditions?.find(({ type }) => type === 'Dangling')?.status;
    return [
      schema.metadata?.name ?? '',
      priorityLevelConfiguration?.name ?? none,
      String(matchingPrecedence),
      distinguisherMethod?.type ?? none,
      ageOf(schema, nowMs),
      dangling ?? '?',
    ];
  },
);

const priorityLevelPrinter = agedPrinter<PriorityLevelConfiguration>(
  'Type,NominalConcurrencyShares,Queues,HandSize,QueueLengthLimit',
  ({ spec }) => {
    const { type = '', limited, exempt } = spec ?? {};
    const shares = limited?.nominalConcurrencyShares ?? exempt?.nominalConcurrencyShares;
    const { queues, handSize, queueLengthLimit } = limited?.limitResponse?.queuing ?? {};
    return [type, ...[shares, queues, handSize, queueLengthLimit].map((count) => String(count ?? none))];
  },
);

/** `printResourceClaim` */
const claimPrinter = agedPrinter<ResourceResourceClaim>('State', ({ metadata, status }) => {
  const states = [
    ...(metadata?.deletionTimestamp === undefined ? [] : ['deleted']),
    ...(status?.allocation === undefined ? [] : ['allocated']),
    ...((status?.reservedFor?.length ?? 0) > 0 ? ['reserved'] : []),
  ];
  return [status?.allocation === undefined ? [...states, 'pending'].join() : states.join()];
});

const servicePrinter = agedPrinter<APIService>('Service,Available', ({ spec, status }) => {
  const { service } = spec ?? {};
  const available = status?.conditions?.find(({ type }) => type === 'Available');
  const told = available?.status ?? 'Unknown';
  return [
    service === undefined ? 'Local' : `${service.namespace ?? ''}/${service.name ?? ''}`,
    told === 'True' ? told : `${told} (${available?.reason ?? ''})`,
  ];
});

const componentPrinter = printer<ComponentStatus>('Name,Status,Message,Error', ({ metadata, conditions }) => {
  const healthy = conditions?.find(({ type }) => type === 'Healthy');
  const told = { True: 'Healthy', False: 'Unhealthy' }[healthy?.status ?? ''] ?? 'Unknown';
  return [metadata?.name ?? '', told, healthy?.message ?? '', healthy?.error ?? ''];
});

export const extensionPrinters = {
  APIService: servicePrinter,
  CertificateSigningRequest: requestPrinter,
  ComponentStatus: componentPrinter,
  CSIDriver: driverPrinter,
  CSINode: agedPrinter<CSINode>('Drivers#', ({ spec }) => [spec.drivers.length]),
  CSIStorageCapacity: printer<CSIStorageCapacity>(
    'Name,StorageClassName,Capacity',
    ({ metadata, storageClassName, capacity }) => [metadata?.name ?? '', storageClassName, capacity ?? unset],
  ),
  DeviceClass: agedPrinterWithoutCells(),
  FlowSchema: flowSchemaPrinter,
  IPAddress: agedPrinter<IPAddress>('ParentRef', ({ spec }) => {
    const { group = '', resource = '', namespace = '', name = '' } = spec?.parentRef ?? {};
    const kind = group === '' ? resource : `${resource}.${group}`;
    return [[kind, namespace, name].filter(Boolean).join('/')];
  }),
  MutatingWebhookConfiguration: webhookPrinter,
  PodTemplate: printer<PodTemplate>('Name,Containers,Images,Pod Labels', ({ metadata, template }) => [
    metadata?.name ?? '',
    ...containerCells(template?.spec?.containers),
    labelsText(template?.metadata?.labels),
  ]),
  PriorityLevelConfiguration: priorityLevelPrinter,
  ResourceClaim: claimPrinter,
  ResourceClaimTemplate: agedPrinterWithoutCells(),
  ResourceSlice: agedPrinter<ResourceSlice>('Node,Driver,Pool', ({ spec }) => [
    spec.nodeName ?? (spec.allNodes === true ? '<all>' : unset),
    spec.driver,
    spec.pool.name,
  ]),
  ServiceCIDR: agedPrinter<ServiceCIDR>('CIDRs', ({ spec }) => [spec?.cidrs?.join() ?? '']),
  ValidatingAdmissionPolicy: agedPrinter<ValidatingAdmissionPolicy>('Validations#,ParamKind', ({ spec }) => {
    const { validations, paramKind } = spec ?? {};
    const kind = paramKind === undefined ? unset : `${paramKind.apiVersion ?? ''}/${paramKind.kind ?? ''}`;
    return [validations?.length ?? 0, kind];
  }),
  ValidatingAdmissionPolicyBinding: agedPrinter<ValidatingAdmissionPolicyBinding>(
    'PolicyName,ParamRef',
    ({ spec }) => {
      const { namespace, name, selector } = spec.paramRef ?? {};
      const named = namespace === undefined ? (name ?? '') : `${namespace}/${name ?? ''}`;
      if (spec.paramRef === undefined) return [spec.policyName, unset];
      return [spec.policyName, selector === undefined ? named : `${namespace ?? '*'}/*`];
    },
  ),
  ValidatingWebhookConfiguration: webhookPrinter,
  VolumeAttachment: agedPrinter<VolumeAttachment>('Attacher,PV,Node,Attached?', ({ spec, status }) => [
    spec.attacher,
    spec.source.persistentVolumeName ?? '',
    spec.nodeName,
    status?.attached ?? false,
  ]),
  VolumeAttributesClass: agedPrinter<VolumeAttributesClass>('DriverName', ({ driverName }) => [driverName]),
};

function agedPrinterWithoutCells() {
  return printer('Name,Age', (object, { nowMs }) => [object.metadata?.name ?? '', ageOf(object, nowMs)]);
}
