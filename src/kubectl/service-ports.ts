/** Which port of a pod a Service's port leads to. `staging/src/k8s.io/kubectl/pkg/util/{service,pod}_port.go` */
import type { Container, Pod, Service, ServicePort } from '../engine/api/generated/types.ts';
import { KubectlError } from './kubectl-error.ts';

/** @throws KubectlError when the Service or the pod has no such port */
export function containerPortOf(service: Service, pod: Pod, port: number): number {
  const found = service.spec?.ports?.find((candidate) => candidate.port === port);
  if (found === undefined)
    throw new KubectlError(`Service ${service.metadata?.name ?? ''} does not have a service port ${port}`);
  if (service.spec?.clusterIP === 'None') return port;
  const { targetPort } = found;
  if (typeof targetPort === 'string' && targetPort !== '') return namedContainerPort(pod, targetPort);
  return Number(targetPort) || port;
}

/** The number of a Service's port of that name. @throws KubectlError when there is none */
export function namedServicePort(service: Service, name: string): number {
  const found = service.spec?.ports?.find((candidate: ServicePort) => candidate.name === name);
  if (found !== undefined) return found.port;
  throw new KubectlError(`Service '${service.metadata?.name ?? ''}' does not have a named port '${name}'`);
}

/** The number of a container's port of that name; sidecars among the init containers count. @throws KubectlError */
export function namedContainerPort({ metadata, spec }: Pod, name: string): number {
  const sidecars = (spec?.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const all: Container[] = [...(spec?.containers ?? []), ...sidecars];
  const found = all.flatMap(({ ports = [] }) => ports).find((port) => port.name === name);
  if (found !== undefined) return found.containerPort;
  throw new KubectlError(`Pod '${metadata?.name ?? ''}' does not have a named port '${name}'`);
}
