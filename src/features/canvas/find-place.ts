/** Where an object stands on the canvas. */
import { objectKey, splitObjectKey } from '../../model/mirror.ts';
import { cellRect } from './machine-picture.ts';
import type { Rect } from './layout.ts';
import { usePlan } from './views/plan-store.ts';
import type { ViewPlan } from './views/plan-store.ts';
import { queuePlace } from './queue-place.ts';
import type { Stage } from './use-stage.ts';

/** In canvas units, in the view that is shown; undefined for what isn't drawn. */
export function findPlace(
  stage: Stage,
  key: string,
  plan: ViewPlan | null = usePlan.getState().plan,
): Rect | undefined {
  if (plan !== null) return plan.places.get(key);
  const { resource, name } = splitObjectKey(key);
  if (resource === 'nodes') return machinePlace(stage, name);
  if (resource === 'services') {
    return stage.layout.services[stage.scene.services.findIndex((service) => service.key === key)];
  }
  return resource === 'pods' ? podPlace(stage, key) : undefined;
}

function machinePlace({ scene, layout, machines }: Stage, name: string): Rect | undefined {
  if (scene.controlPlane?.name === name) return layout.controlPlane;
  return machines.find((machine) => machine.scene.name === name)?.rect;
}

function podPlace(stage: Stage, key: string): Rect | undefined {
  const { scene, layout, machines } = stage;
  const slot = scene.slots.byPod.get(key);
  const machine = machines.find((candidate) => candidate.scene.name === slot?.machine);
  const seat = machine?.scene.seats.find((candidate) => candidate.key === key);
  if (machine !== undefined && seat !== undefined) {
    const cell = cellRect(layout.grid, seat.cell);
    return { ...cell, x: machine.rect.x + cell.x, y: machine.rect.y + cell.y };
  }
  const index = scene.queue.findIndex((pod) => objectKey('pods', pod) === key);
  if (index >= 0) {
    const place = queuePlace(layout.form, index);
    const { cellWidth: width, cellHeight: height } = layout.grid;
    return { x: layout.queue.x + place.x, y: layout.queue.y + place.y, width, height };
  }
  return [...machines, { scene: scene.controlPlane, rect: layout.controlPlane }].find((candidate) =>
    candidate.scene?.system.includes(key),
  )?.rect;
}
