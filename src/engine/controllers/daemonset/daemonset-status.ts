/** The status of a DaemonSet. `pkg/controller/daemon/daemon_controller.go` updateDaemonSetStatus */
import type { DaemonSet, DaemonSetStatus } from '../../api/generated/types.ts';
import { withoutZeros } from '../workload/counts.ts';
import { isPodAvailable, isPodReady } from '../workload/pod-state.ts';
import { byAssignmentAndAge, type NodeState } from './manage.ts';
import type { UpdatePass } from './rolling-update.ts';

/** Counts nodes, not pods: of several pods on a node the oldest stands for it. */
export function daemonSetStatus(
  set: DaemonSet,
  nodes: readonly NodeState[],
  pass: UpdatePass,
): DaemonSetStatus {
  const counts = { current: 0, misscheduled: 0, desired: 0, ready: 0, updated: 0, available: 0 };
  for (const { placing, pods } of nodes) {
    const [pod] = pods.toSorted(byAssignmentAndAge);
    if (!placing.shouldRun) {
      if (pod !== undefined) counts.misscheduled++;
      continue;
    }
    counts.desired++;
    if (pod === undefined) continue;
    counts.current++;
    if (isPodReady(pod)) {
      counts.ready++;
      if (isPodAvailable(pod, pass.minReadySeconds, pass.nowMs, pass.toMs)) counts.available++;
    }
    if (pass.isUpdated(pod)) counts.updated++;
  }
  const { collisionCount, conditions } = set.status ?? {};
  return {
    currentNumberScheduled: counts.current,
    numberMisscheduled: counts.misscheduled,
    desiredNumberScheduled: counts.desired,
    numberReady: counts.ready,
    ...withoutZeros({
      observedGeneration: set.metadata?.generation,
      updatedNumberScheduled: counts.updated,
      numberAvailable: counts.available,
      numberUnavailable: counts.desired - counts.available,
    }),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    ...(conditions === undefined ? {} : { conditions }),
  };
}
