/** The whole canvas on the story of the boards, or on a crowd: `?page=story`, `?page=crowd&machines=24&pods=42`. */
import type { ReactElement } from 'react';
import { Canvas } from '../features/canvas/canvas.tsx';
import type { KubeObject } from '../engine/index.ts';
import { mirror, objectKey } from '../model/mirror.ts';
import { useTime } from '../model/time-store.ts';
import { crowd, nowMs, startedAt, storyObjects } from './story.ts';

export function StoryPage(): ReactElement {
  return (
    <main className="gallery-story">
      <Canvas />
    </main>
  );
}

/** Fills the mirror once, before the page is drawn. */
export function tellStory(parameters: URLSearchParams): void {
  const machines = Number(parameters.get('machines') ?? 24);
  const pods = Number(parameters.get('pods') ?? 42);
  const objects = parameters.get('page') === 'crowd' ? crowd(machines, pods) : storyObjects;
  mirror.apply(
    objects.map(([resource, object]: readonly [string, KubeObject]) => ({
      key: objectKey(resource, object),
      object,
    })),
    true,
  );
  useTime.setState({ startedAt, viewMs: nowMs, headMs: nowMs, revision: 1482, playing: false });
}
