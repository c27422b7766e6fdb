import type { Node } from '../../api/generated/types.ts';

const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };

/** A new node takes no pods until it was seen to be ready. `plugin/pkg/admission/nodetaint` */
export function withNotReadyTaint(node: Node): Node {
  const taints = node.spec?.taints ?? [];
  const isTainted = taints.some(({ key, effect }) => key === notReady.key && effect === notReady.effect);
  return isTainted ? node : { ...node, spec: { ...node.spec, taints: [...taints, notReady] } };
}
