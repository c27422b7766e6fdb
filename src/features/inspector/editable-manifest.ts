/** An object as somebody would have written it: without what the cluster itself added to it. */
import type { KubeObject } from '../../bridge/protocol.ts';

const ownAnnotations = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
]);

export function editableManifest(object: KubeObject): Record<string, unknown> {
  const {
    apiVersion,
    kind,
    metadata,
    status: _status,
    ...rest
  } = object as KubeObject & { status?: unknown };
  const { name, namespace, labels, annotations } = metadata ?? {};
  const told = Object.entries(annotations ?? {}).filter(([key]) => !ownAnnotations.has(key));
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(told.length === 0 ? {} : { annotations: Object.fromEntries(told) }),
    },
    ...rest,
  };
}
