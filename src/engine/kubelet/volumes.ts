import type { Pod, Volume } from '../api/generated/types.ts';
import type { View } from '../api/part.ts';

/**
 * Why the pod's volumes can't be mounted, as the Event says it; undefined when they can.
 * `pkg/volume/util/operationexecutor/operation_generator.go`
 */
export function missingVolume(view: View, pod: Pod): string | undefined {
  const namespace = pod.metadata?.namespace ?? '';
  for (const volume of pod.spec?.volumes ?? []) {
    const missing = missingSource(view, namespace, volume);
    if (missing !== undefined) {
      return `MountVolume.SetUp failed for volume ${JSON.stringify(volume.name)} : ${missing}`;
    }
  }
  return undefined;
}

function missingSource(view: View, namespace: string, volume: Volume): string | undefined {
  const { secret, configMap } = volume;
  if (secret?.secretName !== undefined && secret.optional !== true) {
    if (view.get('secrets', namespace, secret.secretName) === undefined) {
      return `secret ${JSON.stringify(secret.secretName)} not found`;
    }
  }
  if (configMap?.name !== undefined && configMap.optional !== true) {
    if (view.get('configmaps', namespace, configMap.name) === undefined) {
      return `configmap ${JSON.stringify(configMap.name)} not found`;
    }
  }
  return undefined;
}
