/** When a node counts as running out of something. `pkg/kubelet/eviction/helpers.go` */
import { quantityToBytes } from '../api/quantity.ts';
import type { PressureType } from './node-conditions.ts';

const signals = [
  'memory.available',
  'allocatableMemory.available',
  'nodefs.available',
  'nodefs.inodesFree',
  'imagefs.available',
  'imagefs.inodesFree',
  'containerfs.available',
  'containerfs.inodesFree',
  'pid.available',
] as const;

export type EvictionSignal = (typeof signals)[number];

export interface EvictionThreshold {
  readonly signal: EvictionSignal;
  /** A quantity, or a percentage of the capacity. */
  readonly value: string;
  /** 0 for a hard threshold. */
  readonly gracePeriodSeconds: number;
  /** How much more than the value must be free again. */
  readonly minReclaim?: string;
}

/** Settings as a KubeletConfiguration has them. */
export interface EvictionConfig {
  readonly enforceNodeAllocatable?: readonly string[];
  readonly evictionHard?: Readonly<Record<string, string>>;
  readonly evictionSoft?: Readonly<Record<string, string>>;
  readonly evictionSoftGracePeriod?: Readonly<Record<string, string>>;
  readonly evictionMinimumReclaim?: Readonly<Record<string, string>>;
}

/** A kubelet's defaults. `pkg/kubelet/apis/config/v1beta1/defaults_linux.go` */
export const defaultEviction: EvictionConfig = {
  enforceNodeAllocatable: ['pods'],
  evictionHard: {
    'memory.available': '100Mi',
    'nodefs.available': '10%',
    'nodefs.inodesFree': '5%',
    'imagefs.available': '15%',
    'imagefs.inodesFree': '5%',
  },
};

/** Amounts in bytes, or counts. */
export interface Observation {
  readonly available: number;
  readonly capacity: number;
}

export type Observations = Readonly<Partial<Record<EvictionSignal, Observation>>>;

export class EvictionConfigError extends Error {}

/** @throws EvictionConfigError when a kubelet would not start with it. */
export function parseThresholds(config: EvictionConfig): EvictionThreshold[] {
  const { evictionHard = {}, evictionSoft = {}, evictionSoftGracePeriod = {} } = config;
  const minReclaims = new Map(
    Object.entries(config.evictionMinimumReclaim ?? {}).map(([signal, value]) => [
      checkSignal(signal),
      checkReclaim(signal, value),
    ]),
  );
  const gracePeriods = new Map(
    Object.entries(evictionSoftGracePeriod).map(([signal, text]) => [
      checkSignal(signal),
      parseSeconds(text),
    ]),
  );
  const hard = parseStatements(evictionHard, () => 0);
  const soft = parseStatements(evictionSoft, (signal) => {
    const seconds = gracePeriods.get(signal);
    if (seconds !== undefined) return seconds;
    throw new EvictionConfigError(`grace period must be specified for the soft eviction threshold ${signal}`);
  });
  const all = [...hard, ...soft].map((threshold): EvictionThreshold => {
    const minReclaim = minReclaims.get(threshold.signal);
    return minReclaim === undefined ? threshold : { ...threshold, minReclaim };
  });
  if (config.enforceNodeAllocatable?.includes('pods') !== true) return all;
  // What pods may have in all is watched like the machine's own memory.
  const hardMemory = all.filter((one) => one.signal === 'memory.available' && one.gracePeriodSeconds === 0);
  return [...all, ...hardMemory.map((one) => ({ ...one, signal: 'allocatableMemory.available' as const }))];
}

/** `12.5%` as 0.125. @throws EvictionConfigError */
export function parsePercentage(text: string): number {
  const digits = text.replace(/%+$/, '');
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits) ? Number(digits) : Number.NaN;
  if (Number.isNaN(value)) throw new EvictionConfigError(`invalid percentage: ${text}`);
  return value / 100;
}

/** The thresholds that are crossed; those that were before (`enforcesReclaim`) need their reclaim too. */
export function thresholdsMet(
  thresholds: readonly EvictionThreshold[],
  observations: Observations,
  enforcesReclaim: boolean,
): EvictionThreshold[] {
  return thresholds.filter(({ signal, value, minReclaim }) => {
    const observed = observations[signal];
    if (observed === undefined) return false;
    const reclaim = enforcesReclaim && minReclaim !== undefined ? amountOf(minReclaim, observed.capacity) : 0;
    return observed.available < amountOf(value, observed.capacity) + reclaim;
  });
}

/** A threshold's value as an amount. */
export function amountOf(value: string, capacity: number): number {
  return value.endsWith('%') ? Math.trunc(capacity * parsePercentage(value)) : quantityToBytes(value);
}

/** Those that have been crossed for as long as they are let. */
export function thresholdsPastGrace<Crossed extends Pick<EvictionThreshold, 'gracePeriodSeconds'>>(
  thresholds: readonly Crossed[],
  sinceMs: (threshold: Crossed) => number,
  nowMs: number,
): Crossed[] {
  return thresholds.filter((one) => nowMs - sinceMs(one) >= one.gracePeriodSeconds * 1000);
}

/** Conditions outlive what caused them for a while, so that a node doesn't waver. */
export function conditionsSeenSince<Condition extends string>(
  lastSeenMs: Readonly<Partial<Record<Condition, number>>>,
  transitionPeriodMs: number,
  nowMs: number,
): Condition[] {
  const seen = Object.entries(lastSeenMs) as Array<[Condition, number]>;
  return seen.filter(([, atMs]) => nowMs - atMs < transitionPeriodMs).map(([condition]) => condition);
}

/** Memory first: it is the most urgent. */
export function byUrgency<Item extends { readonly signal: EvictionSignal }>(items: readonly Item[]): Item[] {
  const rank = ({ signal }: Item): number => (conditionOf(signal) === 'MemoryPressure' ? 0 : 1);
  return items.toSorted((left, right) => rank(left) - rank(right));
}

export function conditionOf(signal: EvictionSignal): PressureType {
  if (signal === 'memory.available' || signal === 'allocatableMemory.available') return 'MemoryPressure';
  return signal === 'pid.available' ? 'PIDPressure' : 'DiskPressure';
}

export type ReclaimedResource = 'memory' | 'ephemeral-storage' | 'inodes' | 'pids';

export function resourceOf(signal: EvictionSignal): ReclaimedResource {
  const condition = conditionOf(signal);
  if (condition === 'MemoryPressure') return 'memory';
  if (condition === 'PIDPressure') return 'pids';
  return signal.endsWith('inodesFree') ? 'inodes' : 'ephemeral-storage';
}

function parseStatements(
  statements: Readonly<Record<string, string>>,
  graceSeconds: (signal: EvictionSignal) => number,
): EvictionThreshold[] {
  return Object.entries(statements).flatMap(([name, value]) => {
    const signal = checkSignal(name);
    // These two switch a threshold off.
    if (value === '0%' || value === '100%') return [];
    const amount = value.endsWith('%') ? parsePercentage(value) : parseAmount(name, value);
    const isValid = value.endsWith('%') ? amount >= 0 && amount <= 1 : amount > 0;
    if (!isValid) throw new EvictionConfigError(`eviction threshold ${name} must be positive: ${value}`);
    return [{ signal, value, gracePeriodSeconds: graceSeconds(signal) }];
  });
}

function checkSignal(name: string): EvictionSignal {
  const signal = signals.find((one) => one === name);
  if (signal === undefined) throw new EvictionConfigError(`unsupported eviction signal ${name}`);
  return signal;
}

function checkReclaim(name: string, value: string): string {
  const isValid = value.endsWith('%') ? parsePercentage(value) > 0 : parseAmount(name, value) >= 0;
  if (!isValid) throw new EvictionConfigError(`negative eviction minimum reclaim for ${name}: ${value}`);
  return value;
}

function parseAmount(name: string, value: string): number {
  try {
    return quantityToBytes(value);
  } catch {
    throw new EvictionConfigError(`${name}: not a quantity: ${value}`);
  }
}

const secondsByUnit: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** `1m30s` in seconds. @throws EvictionConfigError */
export function parseSeconds(text: string): number {
  if (!/^\+?(\d+(\.\d+)?(h|ms|m|s))+$/.test(text) && text !== '0')
    throw new EvictionConfigError(`invalid eviction grace period ${text}, must be a positive value`);
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * secondsByUnit[unit!]!, 0);
}
