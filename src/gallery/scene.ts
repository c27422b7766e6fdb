/** One part of the page in one state, in a document of its own: parts read stores, and a document has each store once. */
import type { ReactElement } from 'react';
import type { World } from './worlds/world.ts';

export interface Scene {
  readonly title: string;
  /** CSS pixels of its frame. */
  readonly width: number;
  readonly height: number;
  /** The cluster that it shows; none for a part that needs no cluster. */
  readonly world?: () => Promise<World>;
  /** After the cluster stands and before the part is drawn: what is selected, which view is open. */
  readonly before?: () => void | Promise<void>;
  /** The product's own component. */
  readonly part: () => Promise<ReactElement>;
  /** After the part is drawn: what a hand does. */
  readonly after?: () => Promise<void>;
}

const storyWorld = async (): Promise<World> => (await import('./worlds/story.ts')).story;

/** Most parts are shown on the story of the boards. */
export function onStory(scene: Omit<Scene, 'world'>): Scene {
  return { world: storyWorld, ...scene };
}
