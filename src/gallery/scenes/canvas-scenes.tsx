/** The canvas and its other views, near and far, at rest and in trouble. */
import type { ReactElement } from 'react';
import { useCanvasView } from '../../model/canvas-view-store.ts';
import { mirror } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { find, press, pressTwice } from '../hands.ts';
import { onStory } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../worlds/world.ts';

const mailer = 'pods/shop/mailer';

export const canvasScenes: Readonly<Record<string, Scene>> = {
  near: onStory({
    title: 'Near: cards, lanes, requests; one pod is chosen, its Service pointed at',
    width: 1120,
    height: 720,
    before: () => useSelection.setState({ selected: mailer, hovered: 'services/shop/web' }),
    part: canvas,
    after: async () => void (await find('.service-node, [data-object="services/shop/web"]')),
  }),
  phone: onStory({
    title: 'Middle: on a phone, tiles with two lines',
    width: 390,
    height: 720,
    part: canvas,
  }),
  far: onStory({
    title: 'Far: marks alone, trouble in front',
    width: 420,
    height: 300,
    part: canvas,
  }),
  searched: onStory({
    title: 'Searched for “redis”: all else steps back; redis-0 is followed',
    width: 672,
    height: 440,
    before: () =>
      useCanvasView.setState({ search: 'redis', followed: 'pods/shop/redis-0', namespaces: ['shop'] }),
    part: canvas,
  }),
  open: onStory({
    title: 'Close: what the containers of one pod share',
    width: 1120,
    height: 720,
    part: canvas,
    after: async () => {
      const pod = `pods/shop/${firstPod('web')}`;
      await pressTwice(`.pod-place[data-pod="${pod}"]`);
      await find('.pod-box, figure');
    },
  }),
  machines: {
    title: 'Ready, full, crowded, empty, cordoned, under pressure, without power, cut off; three zones',
    width: 1120,
    height: 900,
    world: async (): Promise<World> => (await import('../worlds/machines.ts')).machinesWorld,
    part: canvas,
  },
  write: onStory({
    title: 'A write on its way from a kubelet to the store',
    width: 1120,
    height: 520,
    part: canvas,
    after: async () => {
      const { usePulse } = await import('../../features/canvas/pulse-store.ts');
      await find('.api-server');
      usePulse.setState({
        pulse: { serial: 1, request: 'PATCH pods/status', name: 'redis-0', machine: 'node-3' },
      });
    },
  }),
  nothing: {
    title: 'A cluster in which nobody has done anything',
    width: 672,
    height: 440,
    world: async (): Promise<World> => (await import('../worlds/story.ts')).empty,
    part: async () => {
      const { EmptyHint } = await import('../../features/start/hints.tsx');
      return (
        <>
          {await canvas()}
          <EmptyHint />
        </>
      );
    },
  },
  ownership: onStory({
    title: 'Who made whom',
    width: 1120,
    height: 640,
    before: () => useCanvasView.setState({ view: 'ownership' }),
    part: canvas,
    after: async () => void (await find('.view-scene')),
  }),
  network: onStory({
    title: 'Who may reach whom; a Service without endpoints is a ghost',
    width: 1120,
    height: 640,
    before: () => useCanvasView.setState({ view: 'network' }),
    part: canvas,
    after: async () => void (await find('.view-scene')),
  }),
  arrows: onStory({
    title: 'Arrows to what a pod belongs to, and what made them',
    width: 1120,
    height: 640,
    part: canvas,
    after: async () => {
      useSelection.getState().select(`pods/shop/${firstPod('web')}`);
      await press('button', 'Arrows to what it belongs to');
      await find('.arrow-label');
    },
  }),
};

async function canvas(): Promise<ReactElement> {
  const { Canvas } = await import('../../features/canvas/canvas.tsx');
  return (
    <div className="canvas-pane scene-fill">
      <Canvas />
    </div>
  );
}

/** The first by name that runs on a machine which lives. */
function firstPod(app: string): string {
  const names = (
    mirror.list('pods') as readonly { metadata?: { name?: string }; spec?: { nodeName?: string } }[]
  )
    .filter(({ metadata, spec }) => metadata?.name?.startsWith(`${app}-`) && spec?.nodeName !== 'node-2')
    .map(({ metadata }) => metadata?.name ?? '');
  return names.toSorted()[0] ?? '';
}
