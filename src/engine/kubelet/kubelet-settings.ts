/** What a machine's spec sets about its kubelet. */
import type { KubeletSettings, Machine } from '../api/podarium.ts';
import {
  defaultEviction,
  EvictionConfigError,
  type EvictionThreshold,
  parseSeconds,
  parseThresholds,
} from './eviction-thresholds.ts';

export interface EvictionSettings {
  readonly thresholds: readonly EvictionThreshold[];
  readonly transitionPeriodMs: number;
}

const defaultTransitionPeriod = '5m';
const defaultSettings = parseSettings({});

/** With settings that it can't read a kubelet watches nothing, and its node is not ready. */
export function evictionSettings({ spec }: Machine): EvictionSettings {
  if (spec?.kubelet === undefined) return defaultSettings;
  try {
    return parseSettings(spec.kubelet);
  } catch (error) {
    if (error instanceof EvictionConfigError) return { thresholds: [], transitionPeriodMs: 0 };
    throw error;
  }
}

/** Why a kubelet can't work as it is set; undefined when it can. */
export function settingsProblem({ spec }: Machine): string | undefined {
  if (spec?.kubelet === undefined) return undefined;
  try {
    parseSettings(spec.kubelet);
    return undefined;
  } catch (error) {
    if (error instanceof EvictionConfigError) return error.message;
    throw error;
  }
}

/** How many images are pulled at once. `pkg/kubelet/images/puller.go` */
export function pullsAtOnce(settings: KubeletSettings | undefined): number {
  const { serializeImagePulls = true, maxParallelImagePulls = Number.POSITIVE_INFINITY } = settings ?? {};
  return serializeImagePulls ? 1 : Math.max(1, maxParallelImagePulls);
}

function parseSettings(settings: KubeletSettings): EvictionSettings {
  const { evictionPressureTransitionPeriod = defaultTransitionPeriod } = settings;
  return {
    thresholds: parseThresholds({ ...defaultEviction, ...settings }),
    transitionPeriodMs: parseSeconds(evictionPressureTransitionPeriod) * 1000,
  };
}
