import type { Pod, ServicePort } from '../../api/generated/types.ts';

/**
 * The port number of a pod that a Service's port leads to; undefined when the pod has no port of that name.
 * `pkg/api/v1/pod/util.go` FindPort
 */
export function findTargetPort(pod: Pod, port: ServicePort): number | undefined {
  const target = (port.targetPort ?? port.port) as number | string;
  if (typeof target === 'number') return target === 0 ? port.port : target;
  const sidecars = (pod.spec?.initContainers ?? []).filter(
    (container) => container.restartPolicy === 'Always',
  );
  for (const container of [...(pod.spec?.containers ?? []), ...sidecars]) {
    for (const { name, containerPort, protocol = 'TCP' } of container.ports ?? []) {
      if (name === target && protocol === (port.protocol ?? 'TCP')) return containerPort;
    }
  }
  return undefined;
}
