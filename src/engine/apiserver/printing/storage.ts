/** Rows of volumes, claims and classes, and of what holds configuration. `pkg/printers/internalversion/printers.go` */
import type {
  ConfigMap,
  PersistentVolume,
  PersistentVolumeClaim,
  Secret,
  StorageClass,
} from '../../api/generated/types.ts';
import type { KubeObject } from '../../api/object.ts';
import { quantityText, sizeOf, unset } from './cell-text.ts';
import { agedPrinter } from './printer.ts';

const volumePrinter = agedPrinter<PersistentVolume>(
  'Capacity,Access Modes,Reclaim Policy,Status,Claim,StorageClass,VolumeAttributesClass,Reason',
  (volume) => {
    const { spec, status } = volume;
    const claim = spec?.claimRef;
    return [
      quantityText(spec?.capacity?.['storage']),
      accessModes(spec?.accessModes),
      spec?.persistentVolumeReclaimPolicy ?? '',
      phaseOf(volume, status?.phase),
      claim === undefined ? '' : `${claim.namespace}/${claim.name}`,
      classOf(volume, spec?.storageClassName),
      spec?.volumeAttributesClassName ?? unset,
      status?.reason ?? '',
    ];
  },
  ',+VolumeMode',
  ({ spec }) => [spec?.volumeMode ?? unset],
);

const claimPrinter = agedPrinter<PersistentVolumeClaim>(
  'Status,Volume,Capacity,Access Modes,StorageClass,VolumeAttributesClass',
  (claim) => {
    const { spec, status } = claim;
    const bound = Boolean(spec?.volumeName);
    return [
      phaseOf(claim, status?.phase),
      spec?.volumeName ?? '',
      bound ? quantityText(status?.capacity?.['storage']) : '',
      bound ? accessModes(status?.accessModes) : '',
      classOf(claim, spec?.storageClassName),
      spec?.volumeAttributesClassName ?? unset,
    ];
  },
  ',+VolumeMode',
  ({ spec }) => [spec?.volumeMode ?? unset],
);

const classPrinter = agedPrinter<StorageClass>(
  'Provisioner,ReclaimPolicy,VolumeBindingMode,AllowVolumeExpansion',
  ({ provisioner, reclaimPolicy, volumeBindingMode, allowVolumeExpansion }) => [
    provisioner,
    reclaimPolicy ?? 'Delete',
    volumeBindingMode ?? 'Immediate',
    allowVolumeExpansion ?? false,
  ],
);

export const storagePrinters = {
  ConfigMap: agedPrinter<ConfigMap>('Data', ({ data, binaryData }) => [sizeOf(data) + sizeOf(binaryData)]),
  PersistentVolume: volumePrinter,
  PersistentVolumeClaim: claimPrinter,
  Secret: agedPrinter<Secret>('Type,Data', ({ type, data }) => [type ?? '', sizeOf(data)]),
  StorageClass: {
    ...classPrinter,
    cells: (object: KubeObject, printing: Parameters<typeof classPrinter.cells>[1]) => {
      const [name, ...others] = classPrinter.cells(object, printing);
      return [isDefaultClass(object) ? `${name} (default)` : name!, ...others];
    },
  },
};

const modeLetters = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
] as const;

function accessModes(modes: readonly string[] = []): string {
  return modeLetters.flatMap(([mode, letters]) => (modes.includes(mode) ? letters : [])).join(',');
}

function phaseOf({ metadata }: KubeObject, phase: string | undefined): string {
  return metadata?.deletionTimestamp === undefined ? (phase ?? '') : 'Terminating';
}

/** The class before there was a field for it stood in an annotation. */
function classOf({ metadata }: KubeObject, storageClass: string | undefined): string {
  return metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? storageClass ?? '';
}

function isDefaultClass({ metadata }: KubeObject): boolean {
  return [
    'storageclass.kubernetes.io/is-default-class',
    'storageclass.beta.kubernetes.io/is-default-class',
  ].some((annotation) => metadata?.annotations?.[annotation] === 'true');
}
