/** A Service: one address for many pods, and how many of them are ready. */
import { memo, useCallback } from 'react';
import type { ReactElement } from 'react';
import { useSelection } from '../../model/selection-store.ts';
import { Icon } from '../../ui/icon.tsx';
import { useCanvas } from './canvas-store.ts';
import type { Rect } from './layout.ts';
import { sameData } from './same-data.ts';
import { t } from './messages.en.ts';
import type { ServiceScene } from './scene.ts';
import { serviceAddress } from './service-address.ts';
import { useStage } from './use-stage.ts';
import { useHeadScale } from './use-head-scale.ts';

export interface ServiceData extends Record<string, unknown> {
  readonly serviceKey: string;
  readonly rect: Rect;
}

const mostDots = 12;

export const ServiceNode = memo(function ServiceNode({ data }: { readonly data: ServiceData }): ReactElement {
  const { serviceKey } = data;
  const scene = useStage(
    useCallback((stage) => stage.scene.services.find(({ key }) => key === serviceKey), [serviceKey]),
  );
  return scene === undefined ? <></> : <ServiceCard scene={scene} rect={data.rect} />;
}, sameData);

interface ServiceCardProps {
  readonly scene: ServiceScene;
  readonly rect: Rect;
}

function ServiceCard({ scene, rect }: ServiceCardProps): ReactElement {
  const { key, service, endpoints } = scene;
  const isSelected = useSelection((state) => state.selected === key);
  const isFocused = useCanvas((state) => state.focused === key);
  const scale = useHeadScale('wide');
  const ready = endpoints.filter((endpoint) => endpoint.ready).length;
  return (
    <section
      className="service"
      style={{ width: rect.width, height: rect.height }}
      data-object={key}
      data-selected={isSelected}
      data-focused={isFocused}
      data-far={scale > 1}
    >
      <Icon name="service" />
      <div>
        <b style={{ zoom: scale }}>
          {t('canvas.service')} {service.metadata?.name}
        </b>
        <span className="mono">{serviceAddress(service)}</span>
      </div>
      <div className="service-endpoints">
        <span className="service-dots" aria-hidden="true">
          {Array.from({ length: Math.min(endpoints.length, mostDots) }, (_, index) => (
            <i
              key={index}
              data-ready={
                index < Math.round((ready * Math.min(endpoints.length, mostDots)) / endpoints.length)
              }
            />
          ))}
        </span>
        <span className="numeric">{t('canvas.service.endpoints', { n: ready, m: endpoints.length })}</span>
      </div>
    </section>
  );
}
