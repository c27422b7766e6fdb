import type { Node, NodeCondition } from '../api/generated/types.ts';

/** A condition of a node, and the Event that tells of its change. */
export interface NodeVerdict {
  readonly condition: NodeCondition;
  /** Reason of the Event; undefined when the condition has not changed. */
  readonly event?: string;
}

const neededCapacity = ['cpu', 'memory', 'pods', 'ephemeral-storage'];

/** Errors of a node's own parts, and unmet requirements that don't matter. */
export interface NodeErrors {
  readonly hard?: readonly string[];
  readonly soft?: string | undefined;
}

/** The Ready condition as the node's kubelet reports it. `pkg/kubelet/nodestatus/setters.go` ReadyCondition */
export function nodeReadyCondition(node: Node, errors: NodeErrors, nowTimestamp: string): NodeVerdict {
  const missing = neededCapacity.filter((resource) => node.status?.capacity?.[resource] === undefined);
  const problems = [...(errors.hard ?? [])];
  if (missing.length > 0) problems.push(`missing node capacity for resources: ${missing.join(', ')}`);
  if (problems.length > 0) {
    const message = problems.length === 1 ? problems[0]! : `[${problems.join(', ')}]`;
    return stamp(node, { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message }, nowTimestamp, {
      event: 'NodeNotReady',
      isEventForNew: false,
    });
  }
  const warning = errors.soft === undefined ? '' : `. WARNING: ${errors.soft}`;
  const message = `kubelet is posting ready status${warning}`;
  return stamp(node, { type: 'Ready', status: 'True', reason: 'KubeletReady', message }, nowTimestamp, {
    event: 'NodeReady',
    isEventForNew: false,
  });
}

export const pressureTypes = ['MemoryPressure', 'DiskPressure', 'PIDPressure'] as const;
export type PressureType = (typeof pressureTypes)[number];

const pressures: Readonly<Record<PressureType, { under: Text; without: Text }>> = {
  MemoryPressure: {
    under: { reason: 'HasInsufficientMemory', message: 'kubelet has insufficient memory available' },
    without: { reason: 'HasSufficientMemory', message: 'kubelet has sufficient memory available' },
  },
  DiskPressure: {
    under: { reason: 'HasDiskPressure', message: 'kubelet has disk pressure' },
    without: { reason: 'HasNoDiskPressure', message: 'kubelet has no disk pressure' },
  },
  PIDPressure: {
    under: { reason: 'HasInsufficientPID', message: 'kubelet has insufficient PID available' },
    without: { reason: 'HasSufficientPID', message: 'kubelet has sufficient PID available' },
  },
};

interface Text {
  readonly reason: string;
  readonly message: string;
}

/** Whether the node runs out of something. `pkg/kubelet/nodestatus/setters.go` MemoryPressureCondition and its like */
export function nodePressureCondition(
  node: Node,
  type: PressureType,
  isUnderPressure: boolean,
  nowTimestamp: string,
): NodeVerdict {
  const { reason, message } = pressures[type][isUnderPressure ? 'under' : 'without'];
  const condition = { type, status: isUnderPressure ? 'True' : 'False', reason: `Kubelet${reason}`, message };
  return stamp(node, condition, nowTimestamp, { event: `Node${reason}`, isEventForNew: true });
}

function stamp(
  node: Node,
  next: Pick<NodeCondition, 'type' | 'status' | 'reason' | 'message'>,
  nowTimestamp: string,
  { event, isEventForNew }: { event: string; isEventForNew: boolean },
): NodeVerdict {
  const before = node.status?.conditions?.find((condition) => condition.type === next.type);
  const isSame = before?.status === next.status;
  const condition: NodeCondition = {
    ...next,
    lastHeartbeatTime: nowTimestamp,
    lastTransitionTime: isSame ? (before.lastTransitionTime ?? nowTimestamp) : nowTimestamp,
  };
  const isTold = before === undefined ? isEventForNew : !isSame;
  return isTold ? { condition, event } : { condition };
}
