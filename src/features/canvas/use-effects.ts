/** Sets things in motion when a new scene comes: only while time flows, slowly enough to be followed, and if one may. */
import { useEffect } from 'react';
import { useTime } from '../../model/time-store.ts';
import { addTombstones, startFlights, stopEffects } from './effects-store.ts';
import type { Flight, Tombstone } from './effects-store.ts';
import { cellRect } from './machine-picture.ts';
import { showPulse } from './pulse-store.ts';
import { queuePlace } from './queue-place.ts';
import { diffScenes } from './scene-diff.ts';
import type { Departure, Landing } from './scene-diff.ts';
import type { Stage, StageSource } from './use-stage.ts';
import { isMotionReduced } from '../../ui/motion.ts';

/** Faster than this only end states are drawn. */
const fastest = 10;

export function useSceneEffects(source: StageSource): void {
  const isPlaying = useTime((state) => state.playing);
  useEffect(() => {
    if (!isPlaying) stopEffects();
  }, [isPlaying]);
  useEffect(() => {
    let last = source.read();
    return source.subscribe(() => {
      const before = last;
      last = source.read();
      if (before.scene !== last.scene && mayMove()) setInMotion(before, last);
    });
  }, [source]);
}

function setInMotion(before: Stage, stage: Stage): void {
  const diff = diffScenes(before.scene, stage.scene);
  showPulse(diff.changes);
  if (stage.layout.grid !== before.layout.grid) return;
  startFlights(diff.landings.flatMap((landing) => planFlight(stage, landing)));
  addTombstones(diff.departures.flatMap((departure) => planTombstone(stage, departure)));
}

function mayMove(): boolean {
  const { live, playing, speed } = useTime.getState();
  const isFollowable = live && playing && speed > 0 && speed <= fastest;
  return isFollowable && !isMotionReduced();
}

/** A pod that was never seen waiting comes from the head of the queue all the same: it was there between two pictures. */
function planFlight({ layout, machines }: Stage, landing: Landing): readonly Flight[] {
  const rect = machines.find(({ scene }) => scene.name === landing.machine)?.rect;
  if (rect === undefined) return [];
  const start = queuePlace(layout.form, landing.queueIndex ?? 0);
  const cell = cellRect(layout.grid, landing.seat.cell);
  return [
    {
      key: landing.key,
      from: { x: layout.queue.x + start.x, y: layout.queue.y + start.y },
      to: { x: rect.x + cell.x, y: rect.y + cell.y },
      scale: layout.grid.scale,
    },
  ];
}

function planTombstone({ layout, machines }: Stage, { key, machine, seat }: Departure): readonly Tombstone[] {
  const rect = machines.find(({ scene }) => scene.name === machine)?.rect;
  if (rect === undefined) return [];
  const cell = cellRect(layout.grid, seat.cell);
  return [{ key, rect: { ...cell, x: rect.x + cell.x, y: rect.y + cell.y }, state: 'terminating' }];
}
