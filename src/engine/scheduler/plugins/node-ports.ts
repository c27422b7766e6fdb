import type { FilterPlugin } from '../plugin.ts';
import type { HostPort, PodInfo } from '../pod-info.ts';

const refusal = {
  reasons: ["node(s) didn't have free ports for the requested pod ports"],
  unresolvable: false,
};
const anyAddress = '0.0.0.0';

/** Host ports must be free. `pkg/scheduler/framework/plugins/nodeports/node_ports.go` */
export const nodePorts: FilterPlugin = {
  name: 'NodePorts',
  prepare(pod) {
    if (pod.hostPorts.length === 0) return {};
    return {
      filter: ({ podsWithHostPorts }) => {
        for (const other of podsWithHostPorts.values()) if (portsConflict(pod, other)) return refusal;
        return undefined;
      },
    };
  },
  requeue: {
    nodeChanged: ({ previous }) => previous === undefined,
    podRemoved: (removed, pod) => portsConflict(pod, removed),
  },
};

function portsConflict(pod: PodInfo, other: PodInfo): boolean {
  return pod.hostPorts.some((wanted) => other.hostPorts.some((used) => samePort(wanted, used)));
}

function samePort(one: HostPort, other: HostPort): boolean {
  if (one.port !== other.port || one.protocol !== other.protocol) return false;
  return one.ip === other.ip || one.ip === anyAddress || other.ip === anyAddress;
}
