/** How the kernel deals out the CPUs of a machine. `pkg/kubelet/cm/helpers_linux.go`, `opencontainers/cgroups/utils.go` */
import type { ResourceRequirements } from '../api/generated/types.ts';
import { quantityToMilli } from '../api/quantity.ts';

const minShares = 2;
const maxShares = 262_144;

/** `cpu.max` and `cpu.weight` of a container. */
export interface CpuBounds {
  /** Thousandths of a CPU; undefined for no limit. */
  readonly limitMilli: number | undefined;
  readonly weight: number;
}

export function cpuBoundsOf({ limits, requests }: ResourceRequirements = {}): CpuBounds {
  const limit = limits?.['cpu'];
  return {
    limitMilli: limit === undefined ? undefined : quantityToMilli(limit),
    weight: cpuWeight(sharesOf(quantityToMilli(requests?.['cpu'] ?? limit ?? '0'))),
  };
}

function sharesOf(requestMilli: number): number {
  return Math.min(maxShares, Math.max(minShares, Math.floor((requestMilli * 1_024) / 1_000)));
}

/** 2 shares weigh 1, 1024 weigh 100 and 262144 weigh 10000. */
export function cpuWeight(shares: number): number {
  const log = Math.log2(shares);
  return Math.ceil(10 ** ((log * log + 125 * log) / 612 - 7 / 34));
}

export interface CpuClaim {
  /** What it would use, within its limit, in thousandths of a CPU. */
  readonly wantedMilli: number;
  readonly weight: number;
}

/** What each gets of so many thousandths of a CPU: by weight, and nobody more than it wants. */
export function shareCpu(claims: readonly CpuClaim[], totalMilli: number): number[] {
  const granted = claims.map(() => 0);
  let left = totalMilli;
  let open = claims.map((_, index) => index).filter((index) => claims[index]!.wantedMilli > 0);
  while (open.length > 0 && left > 0) {
    const weights = open.reduce((sum, index) => sum + claims[index]!.weight, 0);
    const unit = left / weights;
    const content = open.filter((index) => claims[index]!.wantedMilli <= claims[index]!.weight * unit);
    for (const index of content.length > 0 ? content : open) {
      const { wantedMilli, weight } = claims[index]!;
      granted[index] = content.length > 0 ? wantedMilli : weight * unit;
      left -= granted[index];
    }
    open = content.length > 0 ? open.filter((index) => !content.includes(index)) : [];
  }
  return granted;
}
