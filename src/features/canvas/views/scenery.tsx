/** What is drawn in the viewport beside the machines and their pods: another view, or what lies over the machines. */
import type { ReactElement } from 'react';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import { late } from '../../../ui/late.tsx';
import type { Stage } from '../use-stage.ts';
import type { ScreenSize } from '../view-port.ts';
import { MachineExtras } from './machine-extras.tsx';
import './views.css';

const OwnershipView = late(async () => (await import('../ownership/ownership-view.tsx')).OwnershipView);
const NetworkView = late(async () => (await import('../network/network-view.tsx')).NetworkView);

export interface SceneryProps {
  readonly stage: Stage;
  readonly size: ScreenSize;
}

export function Scenery({ stage, size }: SceneryProps): ReactElement {
  const view = useCanvasView((state) => state.view);
  const { form } = stage.layout;
  if (view === 'ownership') return <OwnershipView form={form} />;
  return view === 'network' ? <NetworkView form={form} /> : <MachineExtras stage={stage} size={size} />;
}
