import type { Node, NodeCondition } from '../../api/generated/types.ts';

/**
 * What the controller remembers of a node between looks: it measures silence from its own observations, so that
 * the clocks of nodes don't matter. Plain data. `pkg/controller/nodelifecycle/node_lifecycle_controller.go`
 */
export interface NodeHealth {
  /** Heartbeat of the Ready condition when last seen; absent when there was none. */
  readonly heartbeat?: string;
  readonly hasReady: boolean;
  /** When a sign of life was last seen, in simulated ms. */
  readonly probeMs: number;
  readonly leaseRenewTime?: string;
}

export interface HealthClock {
  readonly nowMs: number;
  readonly nowTimestamp: string;
  toMs(timestamp: string): number;
}

export interface GracePeriods {
  readonly monitorSeconds: number;
  /** For a node that has never posted a status. */
  readonly startupSeconds: number;
}

export interface NodeLook {
  readonly health: NodeHealth;
  /** The Ready condition as it was found; a node without one counts as Unknown. */
  readonly observed: NodeCondition;
  /** All conditions of the node after this look, where they have to be written. */
  readonly written?: readonly NodeCondition[];
}

const conditionTypes = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];

/** One look at a node and its lease. */
export function lookAtNode(
  node: Node,
  leaseRenewTime: string | undefined,
  previous: NodeHealth | undefined,
  graces: GracePeriods,
  clock: HealthClock,
): NodeLook {
  const ready = readyCondition(node);
  const created = node.metadata?.creationTimestamp ?? clock.nowTimestamp;
  const observed = ready ?? {
    type: 'Ready',
    status: 'Unknown',
    lastHeartbeatTime: created,
    lastTransitionTime: created,
  };
  const health = seeSignsOfLife(ready, leaseRenewTime, previous, clock.toMs(created), clock);
  const graceSeconds = ready === undefined ? graces.startupSeconds : graces.monitorSeconds;
  // A look takes time itself, so a look exactly one grace period after the last sign comes just too late for the node.
  const isSilent = clock.nowMs >= health.probeMs + graceSeconds * 1000;
  if (!isSilent || ready?.status === 'Unknown') return { health, observed };
  const written = unknownConditions(node, clock.nowTimestamp, created);
  const nowReady = written.find(({ type }) => type === 'Ready')!;
  return { health: { ...health, ...heartbeatOf(nowReady), hasReady: true }, observed, written };
}

function seeSignsOfLife(
  ready: NodeCondition | undefined,
  leaseRenewTime: string | undefined,
  previous: NodeHealth | undefined,
  createdMs: number,
  clock: HealthClock,
): NodeHealth {
  const heartbeat = ready === undefined ? {} : heartbeatOf(ready);
  const isLeaseRenewed =
    leaseRenewTime !== undefined &&
    (previous?.leaseRenewTime === undefined ||
      clock.toMs(previous.leaseRenewTime) < clock.toMs(leaseRenewTime));
  const lease = isLeaseRenewed ? leaseRenewTime : previous?.leaseRenewTime;
  const isSignSeen = isLeaseRenewed || isStatusPosted(ready, previous);
  const known = previous?.probeMs ?? (ready === undefined ? createdMs : clock.nowMs);
  return {
    ...heartbeat,
    hasReady: ready !== undefined,
    probeMs: isSignSeen ? clock.nowMs : known,
    ...(lease === undefined ? {} : { leaseRenewTime: lease }),
  };
}

function isStatusPosted(ready: NodeCondition | undefined, previous: NodeHealth | undefined): boolean {
  if (ready === undefined || previous === undefined) return false;
  return !previous.hasReady || previous.heartbeat !== ready.lastHeartbeatTime;
}

function heartbeatOf({ lastHeartbeatTime }: NodeCondition): Pick<NodeHealth, 'heartbeat'> {
  return lastHeartbeatTime === undefined ? {} : { heartbeat: lastHeartbeatTime };
}

export function readyCondition(node: Node): NodeCondition | undefined {
  return node.status?.conditions?.find(({ type }) => type === 'Ready');
}

/** The node's conditions with all that a kubelet reports set to Unknown. */
function unknownConditions(node: Node, now: string, created: string): NodeCondition[] {
  const conditions = (node.status?.conditions ?? []).map((condition) =>
    conditionTypes.includes(condition.type) && condition.status !== 'Unknown'
      ? {
          ...condition,
          status: 'Unknown',
          reason: 'NodeStatusUnknown',
          message: 'Kubelet stopped posting node status.',
          lastTransitionTime: now,
        }
      : condition,
  );
  const missing = conditionTypes.filter((type) => !conditions.some((condition) => condition.type === type));
  const never = missing.map((type) => ({
    type,
    status: 'Unknown',
    reason: 'NodeStatusNeverUpdated',
    message: 'Kubelet never posted node status.',
    lastHeartbeatTime: created,
    lastTransitionTime: now,
  }));
  return [...conditions, ...never];
}
