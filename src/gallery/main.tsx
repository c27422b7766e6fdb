/** Our own parts in all their states, for eyes and for visual checks: `gallery.html?page=states&theme=dark`. */
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
import { ControlsPage } from './controls-page.tsx';
import { StatesPage } from './states-page.tsx';
import { StoryPage, tellStory } from './story-page.tsx';

const parameters = new URLSearchParams(location.search);
document.documentElement.dataset['theme'] = parameters.get('theme') ?? 'light';

function choosePage(): ReactElement {
  const page = parameters.get('page') ?? 'states';
  if (page === 'states') return <StatesPage />;
  if (page === 'controls') return <ControlsPage />;
  tellStory(parameters);
  return <StoryPage />;
}

const root = document.querySelector('#root');
if (root === null) throw new Error('gallery.html has no #root');
createRoot(root).render(
  <StrictMode>
    <TooltipProvider>{choosePage()}</TooltipProvider>
  </StrictMode>,
);
