import type { Scene } from '../scene.ts';
import { canvasScenes } from './canvas-scenes.tsx';
import { editorScenes } from './editor-scenes.tsx';
import { inspectorScenes } from './inspector-scenes.tsx';
import { pageScenes } from './page-scenes.tsx';
import { timeScenes } from './time-scenes.tsx';

/** By name: what stands in the address of a frame. */
export const scenes: Readonly<Record<string, Scene>> = {
  ...canvasScenes,
  ...timeScenes,
  ...inspectorScenes,
  ...editorScenes,
  ...pageScenes,
};
