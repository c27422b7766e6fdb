import type { ClusterOptions, MachineSpec } from '../engine/index.ts';
import type { ScenarioOptions } from './protocol.ts';

const zones = ['zone-a', 'zone-b', 'zone-c'];
const defaultWorkers = 3;
/** More machines than this make no figure and no lesson: a link that asks for them is wrong or hostile. */
const maxWorkers = 500;

/** One control plane and some workers, two cpus and four gigabytes each. */
export function clusterOptionsOf(seed: string, scenario: ScenarioOptions): ClusterOptions {
  const workers = Math.min(Math.max(Math.trunc(scenario.workers ?? defaultWorkers), 1), maxWorkers);
  const machines: Record<string, MachineSpec> = {
    'control-plane': { role: 'control-plane', cpu: '2', memory: '4Gi', zone: zones[0]! },
  };
  for (let index = 0; index < workers; index++) {
    machines[`node-${index + 1}`] = { cpu: '2', memory: '4Gi', zone: zones[index % zones.length]! };
  }
  const { startedAt, nodeMonitorGracePeriodSeconds, authorization } = scenario;
  return {
    seed,
    machines,
    settings: {
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(nodeMonitorGracePeriodSeconds === undefined ? {} : { nodeMonitorGracePeriodSeconds }),
      ...(authorization === 'RBAC' ? { authorization } : {}),
    },
  };
}
