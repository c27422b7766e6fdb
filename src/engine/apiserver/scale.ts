/** The scale subresource: how many, of anything that counts. `pkg/registry/apps/deployment/storage/storage.go` */
import type { LabelSelector } from '../api/generated/types.ts';
import { formatLabelSelector, selectorFromObject } from '../api/label-selector.ts';
import type { AnyObject } from '../api/object.ts';
import { refuse } from '../api/status-error.ts';

/** The object seen as `autoscaling/v1 Scale`. */
export function scaleOf(object: AnyObject): AnyObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata ?? {};
  const spec = object['spec'] as
    { replicas?: number; selector?: LabelSelector | Record<string, string> } | undefined;
  const status = object['status'] as { replicas?: number } | undefined;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp } as AnyObject['metadata'] & object,
    spec: spec?.replicas === undefined ? {} : { replicas: spec.replicas },
    status: { replicas: status?.replicas ?? 0, selector: selectorText(spec?.selector) },
  };
}

/** The object with the number of replicas that a Scale asks for. @throws StatusError Invalid when negative. */
export function scaledObject(object: AnyObject, scale: AnyObject): AnyObject {
  const replicas = (scale['spec'] as { replicas?: number } | undefined)?.replicas ?? 0;
  if (!Number.isInteger(replicas) || replicas < 0) throw negativeReplicas(object, replicas);
  const resourceVersion = scale.metadata?.resourceVersion;
  const metadata = { ...object.metadata, ...(resourceVersion === undefined ? {} : { resourceVersion }) };
  return { ...object, metadata, spec: { ...(object['spec'] as object), replicas } };
}

function selectorText(selector: LabelSelector | Record<string, string> | undefined): string {
  if (selector === undefined) return '';
  const isObject = 'matchLabels' in selector || 'matchExpressions' in selector;
  const asObject = isObject
    ? (selector as LabelSelector)
    : { matchLabels: selector as Record<string, string> };
  return formatLabelSelector(selectorFromObject(asObject) ?? []);
}

function negativeReplicas(object: AnyObject, replicas: number) {
  const name = object.metadata?.name ?? '';
  const detail = 'must be greater than or equal to 0';
  return refuse(
    422,
    'Invalid',
    `Scale.autoscaling "${name}" is invalid: spec.replicas: Invalid value: ${replicas}: ${detail}`,
    {
      name,
      group: 'autoscaling',
      kind: 'Scale',
      causes: [
        {
          reason: 'FieldValueInvalid',
          message: `Invalid value: ${replicas}: ${detail}`,
          field: 'spec.replicas',
        },
      ],
    },
  );
}
