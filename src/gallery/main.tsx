/**
 * All parts of the page in all their states, for eyes and for visual checks. `gallery.html` is the whole of it;
 * `?section=NAME` one section, `?scene=NAME` one part alone, `?page=states|story|crowd` boards of their own; with
 * `&theme=light|dark|print`, `&contrast=more` and `&lang=de`.
 */
import { StrictMode } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import '../features/canvas/pod-card.css';
import './gallery.css';
import { TooltipProvider } from '../ui/tooltip.tsx';

const parameters = new URLSearchParams(location.search);
const { dataset } = document.documentElement;
dataset['theme'] = parameters.get('theme') ?? 'light';
dataset['contrast'] = parameters.get('contrast') ?? 'usual';
dataset['motion'] = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'reduced' : 'full';

const root = document.querySelector<HTMLElement>('#root');
if (root === null) throw new Error('gallery.html has no #root');
const language = parameters.get('lang');
if (language !== null) await (await import('../app/languages.ts')).showLanguage(language);
const scene = parameters.get('scene');
if (scene !== null) await (await import('./show-scene.tsx')).showScene(root, scene);
else
  createRoot(root).render(
    <StrictMode>
      <TooltipProvider>{await choosePage()}</TooltipProvider>
    </StrictMode>,
  );

async function choosePage(): Promise<ReactElement> {
  const page = parameters.get('page');
  if (page === 'states') {
    const { StatesPage } = await import('./states-page.tsx');
    return <StatesPage />;
  }
  if (page === 'story' || page === 'crowd') {
    const { StoryPage, tellStory } = await import('./story-page.tsx');
    tellStory(parameters);
    return <StoryPage />;
  }
  const { Gallery } = await import('./gallery.tsx');
  return <Gallery only={parameters.get('section')} />;
}
