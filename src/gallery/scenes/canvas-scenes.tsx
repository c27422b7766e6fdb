/** The canvas and its other views, near and far, at rest and in trouble. */
import type { ReactElement } from 'react';
import { useCanvasView } from '../../model/canvas-view-store.ts';
import { mirror } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { find, press, pressTwice } from '../hands.ts';
import { onStory } from '../scene.ts';
import type { Scene } from '../scene.ts';

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
  far: {
    title: 'Far: marks alone, trouble in front',
    width: 736,
    height: 560,
    world: async () => (await import('../worlds/machines.ts')).many,
    part: canvas,
  },
  searched: onStory({
    title: 'Searched for “redis”: all else steps back; redis-0 is followed',
    width: 672,
    height: 440,
    before: () =>
      useCanvasView.setState({ search: 'redis', followed: 'pods/shop/redis-0', namespaces: ['shop'] }),
    part: canvas,
  }),
  open: {
    title: 'Close: what the containers of one pod share; the second web server finds the port taken',
    width: 1120,
    height: 720,
    world: async () => (await import('../worlds/story.ts')).pair,
    part: canvas,
    after: async () => {
      await pressTwice('.pod-place[data-pod="pods/default/web-and-admin"]');
      await find('.pod-open');
    },
  },
  asked: {
    title: 'Ready, crowded, empty, full; three zones',
    width: 1120,
    height: 640,
    world: async () => (await import('../worlds/machines.ts')).asked,
    part: canvas,
  },
  troubled: {
    title: 'Cordoned, cut off, without power, under memory pressure',
    width: 1120,
    height: 560,
    world: async () => (await import('../worlds/machines.ts')).troubled,
    part: canvas,
  },
  write: onStory({
    title: 'A write on its way from a kubelet to the store; the edge of a pod that is gone',
    width: 1120,
    height: 640,
    part: canvas,
    after: async () => {
      await find('.api-server');
      await holdEffects();
    },
  }),
  nothing: {
    title: 'A cluster in which nobody has done anything',
    width: 672,
    height: 440,
    world: async () => (await import('../worlds/story.ts')).empty,
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

/** What lasts a moment of real time, held: a write that travels, and a tombstone below a pod of node-1. */
async function holdEffects(): Promise<void> {
  const { usePulse } = await import('../../features/canvas/pulse-store.ts');
  const { addTombstones } = await import('../../features/canvas/effects-store.ts');
  const pulse = { serial: 1, request: 'PATCH pods/status', name: 'orders', machine: 'node-3' };
  usePulse.setState({ pulse });
  usePulse.subscribe((state) => {
    if (state.pulse === undefined) usePulse.setState({ pulse });
  });
  const card = await find('.pod-place[data-pod="pods/shop/migrate"]');
  const flow = await find('.react-flow__viewport');
  const { left, bottom, width, height } = card.getBoundingClientRect();
  const { a: zoom, e: x, f: y } = new DOMMatrix(getComputedStyle(flow).transform);
  const gap = 8;
  const rect = {
    x: (left - x) / zoom,
    y: (bottom - y) / zoom + gap,
    width: width / zoom,
    height: height / zoom,
  };
  addTombstones([{ key: 'pods/shop/early', rect, state: 'ready' }]);
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
