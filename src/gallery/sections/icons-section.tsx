import type { ReactElement } from 'react';
import { Icon, iconNames } from '../../ui/icon.tsx';
import { KindIcon } from '../../ui/kind-icon.tsx';
import { Logo } from '../../ui/logo.tsx';

const kinds = [
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Service',
  'EndpointSlice',
  'Ingress',
  'NetworkPolicy',
  'HorizontalPodAutoscaler',
  'PersistentVolumeClaim',
  'ConfigMap',
  'Secret',
  'Node',
  'ServiceAccount',
  'Widget',
];

export function IconsSection(): ReactElement {
  return (
    <>
      <div className="gallery-icons">
        <span>
          <Logo />
          <code>logo</code>
        </span>
        {kinds.map((kind) => (
          <span key={kind}>
            <KindIcon kind={kind} size={32} />
            <code>{kind}</code>
          </span>
        ))}
      </div>
      <div className="gallery-icons">
        {iconNames.map((name) => (
          <span key={name}>
            <Icon name={name} />
            <code>{name}</code>
          </span>
        ))}
      </div>
    </>
  );
}
