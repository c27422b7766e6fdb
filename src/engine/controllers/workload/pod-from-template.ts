import type { Pod, PodTemplateSpec } from '../../api/generated/types.ts';
import { type KubeObject, nameOf, namespaceOf, type OwnerReference } from '../../api/object.ts';

const longestName = 253;

/**
 * A pod as its controller's template describes it. The API server completes `generateName`.
 * `pkg/controller/controller_utils.go` GetPodFromTemplate
 */
export function podFromTemplate(
  template: PodTemplateSpec,
  owner: KubeObject,
  reference: OwnerReference,
): Pod {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: podNamePrefix(nameOf(owner)),
      namespace: namespaceOf(owner),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [reference],
    },
    ...(template.spec === undefined ? {} : { spec: template.spec }),
  };
}

/** A dash sets the generated part off, unless that makes the name too long to be one. */
function podNamePrefix(owner: string): string {
  return owner.length < longestName ? `${owner}-` : owner;
}
