/** What each type of fault is about, and which fields of its spec are its own. */
import type { FaultSpec, FaultType } from '../../engine/api/podarium.ts';

export type FaultScope = 'containers' | 'images' | 'machines';
export type OwnField = keyof Pick<FaultSpec, 'exitCode' | 'seconds' | 'probe' | 'rate' | 'available'>;

export interface FaultKind {
  readonly type: FaultType;
  readonly scope: FaultScope;
  readonly field?: OwnField;
  /** The API server's default for that field, as a person would write it. */
  readonly usual?: string;
  /** Without a duration it strikes once, instead of lasting for ever. */
  readonly isStroke?: boolean;
}

export const faultKinds: readonly FaultKind[] = [
  { type: 'ContainerExit', scope: 'containers', field: 'exitCode', usual: '1', isStroke: true },
  { type: 'OOMKill', scope: 'containers', isStroke: true },
  { type: 'MemoryLeak', scope: 'containers', field: 'rate', usual: '10Mi' },
  { type: 'CPUHog', scope: 'containers' },
  { type: 'Hang', scope: 'containers' },
  { type: 'ProbeFailure', scope: 'containers', field: 'probe', usual: '' },
  { type: 'SlowStart', scope: 'containers', field: 'seconds', usual: '30' },
  { type: 'DiskFull', scope: 'containers' },
  { type: 'ImageUnpullable', scope: 'images' },
  { type: 'MemoryPressure', scope: 'machines', field: 'available', usual: '90Mi' },
  { type: 'DiskPressure', scope: 'machines', field: 'available', usual: '9%' },
];

export function kindOfFault(type: FaultType): FaultKind {
  return faultKinds.find((kind) => kind.type === type) ?? faultKinds[0]!;
}
