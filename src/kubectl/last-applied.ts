/** The annotation in which `kubectl apply` remembers what it was given. `staging/src/k8s.io/kubectl/pkg/util/apply.go` */
import type { AnyObject } from '../engine/api/object.ts';
import { goJson } from './go-json.ts';
import { withSortedKeys } from './structured-text.ts';

export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** The object with itself, as it was given, in its annotation. */
export function withLastApplied(object: AnyObject): AnyObject {
  const { [lastAppliedAnnotation]: _, ...annotations } = object.metadata?.annotations ?? {};
  const plain = { ...object, metadata: { ...object.metadata, annotations } };
  const text = `${goJson(withSortedKeys(plain))}\n`;
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...annotations, [lastAppliedAnnotation]: text } },
  };
}

export function lastAppliedOf(object: AnyObject): AnyObject | undefined {
  const text = object.metadata?.annotations?.[lastAppliedAnnotation];
  if (text === undefined) return undefined;
  return JSON.parse(text) as AnyObject;
}
