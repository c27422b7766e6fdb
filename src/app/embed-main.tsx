import { createRoot } from 'react-dom/client';
import { createInProcessHost } from '../bridge/in-process-host.ts';
import { session } from '../model/session.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { Embed } from './embed.tsx';
import { openEmbedded } from './open-embedded.ts';
import { exposePodarium } from './podarium-api.ts';

// A sandboxed frame has no origin that a worker could come from, and a still figure needs none.
session.connect(createInProcessHost);
exposePodarium(openEmbedded(location.hash));

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <TooltipProvider>
    <Embed parameters={new URLSearchParams(location.search)} />
  </TooltipProvider>,
);
