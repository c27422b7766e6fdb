/** The scale subresource: how many, of anything that counts. `pkg/registry/apps/deployment/storage/storage.go` */
import { isObject } from '../api/json-object.ts';
import type { CustomResourceSubresourceScale, LabelSelector } from '../api/generated/types.ts';
import { formatLabelSelector, selectorFromObject } from '../api/label-selector.ts';
import type { AnyObject } from '../api/object.ts';
import { refuse } from '../api/status-error.ts';

/** Where an object tells what a Scale asks: paths of fields such as `.spec.replicas`. */
type ScalePaths = CustomResourceSubresourceScale;

const usualPaths: ScalePaths = {
  specReplicasPath: '.spec.replicas',
  statusReplicasPath: '.status.replicas',
  labelSelectorPath: '.spec.selector',
};

/** The object seen as `autoscaling/v1 Scale`. */
export function scaleOf(object: AnyObject, paths: ScalePaths = usualPaths): AnyObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata ?? {};
  const replicas = readPath(object, paths.specReplicasPath) as number | undefined;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp } as AnyObject['metadata'] & object,
    spec: replicas === undefined ? {} : { replicas },
    status: {
      replicas: (readPath(object, paths.statusReplicasPath) as number | undefined) ?? 0,
      selector: selectorText(readPath(object, paths.labelSelectorPath) as Selector),
    },
  };
}

/** The object with the number of replicas that a Scale asks for. @throws StatusError Invalid when negative. */
export function scaledObject(object: AnyObject, scale: AnyObject, paths: ScalePaths = usualPaths): AnyObject {
  const replicas = (scale['spec'] as { replicas?: number } | undefined)?.replicas ?? 0;
  if (!Number.isInteger(replicas) || replicas < 0) throw negativeReplicas(object, replicas);
  const resourceVersion = scale.metadata?.resourceVersion;
  const metadata = { ...object.metadata, ...(resourceVersion === undefined ? {} : { resourceVersion }) };
  return withPath({ ...object, metadata }, fieldsOf(paths.specReplicasPath), replicas) as AnyObject;
}

/** What a Scale says of the object that it is of, as a configuration to apply. @throws StatusError Invalid. */
export function scaleConfiguration(
  apiVersion: string,
  kind: string,
  scale: AnyObject,
  paths: ScalePaths = usualPaths,
): AnyObject {
  return scaledObject({ apiVersion, kind, metadata: { name: scale.metadata?.name ?? '' } }, scale, paths);
}

function fieldsOf(path: string): string[] {
  return path.split('.').filter((field) => field !== '');
}

function readPath(object: AnyObject, path = ''): unknown {
  if (path === '') return undefined;
  return fieldsOf(path).reduce<unknown>(
    (value, field) => (isObject(value) ? value[field] : undefined),
    object,
  );
}

/** The value with another one at a path. */
function withPath(value: unknown, [field, ...below]: readonly string[], wanted: unknown): unknown {
  if (field === undefined) return wanted;
  const object = isObject(value) ? value : {};
  return { ...object, [field]: withPath(object[field], below, wanted) };
}

type Selector = LabelSelector | Record<string, string> | string | undefined;

function selectorText(selector: Selector): string {
  if (selector === undefined || typeof selector === 'string') return selector ?? '';
  const isWhole = 'matchLabels' in selector || 'matchExpressions' in selector;
  const asObject = isWhole
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
