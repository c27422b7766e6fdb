import { tolerationsTolerateTaint } from '../../api/scheduling/tolerations.ts';
import type { FilterPlugin } from '../plugin.ts';

const refusal = { reasons: ['node(s) were unschedulable'], unresolvable: true };
const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** Cordoned nodes. `pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go` */
export const nodeUnschedulable: FilterPlugin = {
  name: 'NodeUnschedulable',
  prepare({ pod }) {
    if (tolerationsTolerateTaint(pod.spec?.tolerations ?? [], taint)) return {};
    return { filter: ({ node }) => (node.spec?.unschedulable === true ? refusal : undefined) };
  },
  requeue: {
    nodeChanged: ({ previous, next }) =>
      next.spec?.unschedulable !== true && (previous === undefined || previous.spec?.unschedulable === true),
    podChanged: () => true,
  },
};
