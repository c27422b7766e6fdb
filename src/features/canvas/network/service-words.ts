/** What a Service's card says of its address, and of how it is reached from outside. */
import { t } from '../views/messages.en.ts';
import type { NetService } from './network-graph.ts';

export function addressWords({ service, isHeadless, externalName }: NetService): string {
  if (externalName !== undefined) return t('canvas.views.externalName', { name: externalName });
  if (isHeadless) return t('canvas.views.headless.answers');
  const ports = (service.spec?.ports ?? []).map(({ port }) => port).join(',');
  return `${service.spec?.clusterIP ?? ''}:${ports}`;
}

export function outsideWords({ nodePorts, balancer }: NetService): readonly string[] {
  return [
    ...(balancer === undefined
      ? []
      : [
          balancer === ''
            ? t('canvas.views.loadBalancer.pending')
            : t('canvas.views.loadBalancer', { address: balancer }),
        ]),
    ...nodePorts.map((port) => t('canvas.views.port.node', { port })),
  ];
}
