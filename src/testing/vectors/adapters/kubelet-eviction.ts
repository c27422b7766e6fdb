import type { Adapters } from '../adapter.ts';
import type { Pod } from '../../../engine/index.ts';
import { quantityToBytes } from '../../../engine/api/quantity.ts';
import { amountsOf } from '../../../engine/api/scheduling/pod-resources.ts';
import { podsToPreempt } from '../../../engine/kubelet/critical-preemption.ts';
import { type EvictionOrder, isLocalVolume, rankForEviction } from '../../../engine/kubelet/eviction-rank.ts';
import {
  byUrgency,
  conditionsSeenSince,
  type EvictionConfig,
  EvictionConfigError,
  type EvictionSignal,
  type EvictionThreshold,
  type Observation,
  parsePercentage,
  parseThresholds,
  type ReclaimedResource,
  thresholdsMet,
  thresholdsPastGrace,
} from '../../../engine/kubelet/eviction-thresholds.ts';

function orError<Result>(compute: () => Result): Result | { error: true } {
  try {
    return compute();
  } catch (error) {
    if (error instanceof EvictionConfigError) return { error: true };
    throw error;
  }
}

type Amounts = Readonly<Record<'memoryWorkingSet' | 'rootfs' | 'logs' | 'perVolume', string>>;
type Usage = Partial<Amounts & { readonly processes: number }>;

interface RankInput {
  readonly resource: ReclaimedResource;
  readonly order: readonly EvictionOrder[];
  readonly pods: ReadonlyArray<{ readonly pod: Pod; readonly usage: Usage }>;
}

function usageOf(pod: Pod, { memoryWorkingSet, rootfs, logs, perVolume, processes }: Usage): number {
  const bytes = (text = '0'): number => quantityToBytes(text);
  const containers = pod.spec?.containers?.length ?? 0;
  const volumes = (pod.spec?.volumes ?? []).filter(isLocalVolume).length;
  const disk = containers * (bytes(rootfs) + bytes(logs)) + volumes * bytes(perVolume);
  return processes ?? (memoryWorkingSet === undefined ? disk : bytes(memoryWorkingSet));
}

interface ObservedInput {
  readonly thresholds: readonly EvictionThreshold[];
  readonly observations: Readonly<Record<string, { readonly available: string; readonly capacity?: string }>>;
  readonly enforceMinReclaim: boolean;
}

function observed({ observations }: ObservedInput): Record<string, Observation> {
  return Object.fromEntries(
    Object.entries(observations).map(([signal, { available, capacity = '0' }]) => [
      signal,
      { available: quantityToBytes(available), capacity: quantityToBytes(capacity) },
    ]),
  );
}

const signalsOf = (thresholds: ReadonlyArray<{ readonly signal: string }>): string[] =>
  thresholds.map(({ signal }) => signal);

export const adapters: Adapters = {
  'kubelet/eviction-grace-period': (input: {
    thresholds: ReadonlyArray<EvictionThreshold & { readonly crossedSecondsAgo: number }>;
  }) =>
    signalsOf(thresholdsPastGrace(input.thresholds, ({ crossedSecondsAgo }) => -1000 * crossedSecondsAgo, 0)),
  'kubelet/eviction-node-conditions': (input: {
    seenSecondsAgo: Readonly<Record<string, number>>;
    transitionPeriodSeconds: number;
  }) => {
    const seen = Object.entries(input.seenSecondsAgo).map(([name, seconds]) => [name, -1000 * seconds]);
    return conditionsSeenSince(Object.fromEntries(seen), input.transitionPeriodSeconds * 1000, 0);
  },
  'kubelet/eviction-percentage': ({ text }: { text: string }) =>
    orError(() => ({ value: parsePercentage(text) })),
  'kubelet/eviction-rank': ({ resource, order, pods }: RankInput) => {
    const usage = new Map(pods.map((entry) => [entry.pod, usageOf(entry.pod, entry.usage)]));
    const ranked = rankForEviction([...usage.keys()], resource, (pod) => usage.get(pod), order);
    return ranked.map(({ metadata }) => metadata?.name);
  },
  'kubelet/eviction-signal-order': ({ signals }: { signals: EvictionSignal[] }) =>
    signalsOf(byUrgency(signals.map((signal) => ({ signal })))),
  'kubelet/eviction-threshold-config': (input: EvictionConfig) =>
    orError(() => ({
      thresholds: parseThresholds(input).toSorted((left, right) =>
        left.signal === right.signal
          ? left.gracePeriodSeconds - right.gracePeriodSeconds
          : left.signal < right.signal
            ? -1
            : 1,
      ),
    })),
  'kubelet/eviction-thresholds-met': (input: ObservedInput) =>
    signalsOf(thresholdsMet(input.thresholds, observed(input), input.enforceMinReclaim)),
  'kubelet/kubelet-preemption': (input: {
    preemptor: Pod;
    pods: readonly Pod[];
    missing: Readonly<Record<string, string>>;
  }) => {
    const evicted = podsToPreempt(input.preemptor, input.pods, amountsOf(input.missing));
    if (evicted === undefined) return { possible: false };
    return { possible: true, evict: evicted.map(({ metadata }) => metadata?.name) };
  },
};
