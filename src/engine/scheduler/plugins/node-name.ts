import type { FilterPlugin } from '../plugin.ts';

const refusal = { reasons: ["node(s) didn't match the requested node name"], unresolvable: true };

/** A pod that names its node. `pkg/scheduler/framework/plugins/nodename/node_name.go` */
export const nodeName: FilterPlugin = {
  name: 'NodeName',
  prepare({ pod }) {
    const wanted = pod.spec?.nodeName ?? '';
    return wanted === '' ? {} : { filter: (node) => (node.name === wanted ? undefined : refusal) };
  },
  requeue: { nodeChanged: ({ previous }) => previous === undefined },
};
