/** What running under a RuntimeClass costs and where it can be had. `plugin/pkg/admission/runtimeclass/admission.go` */
import { semanticallyEqual } from '../../api/equal.ts';
import type { Pod, RuntimeClass } from '../../api/generated/types.ts';
import { resourceById } from '../../api/kinds.ts';
import { nameOf } from '../../api/object.ts';
import type { Store } from '../../api/store.ts';
import { forbidden } from '../errors.ts';

/** @throws StatusError Forbidden when the class is absent or contradicts the pod. */
export function withRuntimeClass(pod: Pod, store: Store): Pod {
  const { runtimeClassName: name = '', overhead } = pod.spec!;
  if (name === '' && overhead === undefined) return pod;
  const refuse = (why: string) => forbidden(resourceById('pods'), nameOf(pod), why);
  const found =
    name === '' ? undefined : (store.get('runtimeclasses.node.k8s.io', '', name) as RuntimeClass | undefined);
  if (name !== '' && found === undefined) throw refuse(`pod rejected: RuntimeClass "${name}" not found`);
  const fixed = found?.overhead?.podFixed;
  if (fixed === undefined && overhead !== undefined)
    throw refuse('pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead');
  if (overhead !== undefined && !semanticallyEqual(overhead, fixed))
    throw refuse("pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
  const spec = { ...pod.spec!, ...(fixed === undefined ? {} : { overhead: fixed }) };
  const { nodeSelector, tolerations } = found?.scheduling ?? {};
  for (const [key, value] of Object.entries(nodeSelector ?? {})) {
    const own = spec.nodeSelector?.[key] ?? value;
    if (own === value) continue;
    throw refuse(
      `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own}`,
    );
  }
  if (nodeSelector !== undefined) spec.nodeSelector = { ...spec.nodeSelector, ...nodeSelector };
  if (tolerations !== undefined) spec.tolerations = [...(spec.tolerations ?? []), ...tolerations];
  return { ...pod, spec };
}
