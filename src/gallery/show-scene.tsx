/** One scene in this document; says when it stands, and what kept it from standing. */
import { createRoot } from 'react-dom/client';
import '../app/app.css';
import '../app/panels.css';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { rest } from './hands.ts';
import { scenes } from './scenes/all-scenes.ts';
import { openWorld } from './worlds/world.ts';

/** What a frame tells the page that it stands in. */
export interface SceneNews {
  readonly scene: string;
  /** Empty when all is well. */
  readonly problem: string;
}

export async function showScene(root: HTMLElement, name: string): Promise<void> {
  root.className = 'scene';
  let problem = '';
  try {
    await play(root, name);
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
    console.error(`scene ${name}: ${problem}`);
  }
  document.documentElement.dataset['scene'] = problem === '' ? 'stands' : 'failed';
  const news: SceneNews = { scene: name, problem };
  if (window.parent !== window) window.parent.postMessage(news, location.origin);
}

async function play(root: HTMLElement, name: string): Promise<void> {
  const scene = scenes[name];
  if (scene === undefined) throw new Error('there is no such scene');
  if (scene.world !== undefined) await openWorld(await scene.world());
  await scene.before?.();
  const part = await scene.part();
  createRoot(root).render(<TooltipProvider>{part}</TooltipProvider>);
  await rest();
  await scene.after?.();
  await document.fonts.ready;
  await rest();
}
