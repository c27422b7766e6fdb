import { createRoot } from 'react-dom/client';
import { createInProcessHost } from '../bridge/in-process-host.ts';
import { session } from '../model/session.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import { reportFailure } from '../ui/report-failure.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { Embed } from './embed.tsx';
import { languageAround, readWishes } from './embed-wishes.ts';
import { showLanguage } from './languages.ts';
import { openEmbedded } from './open-embedded.ts';
import { exposePodarium } from './podarium-api.ts';

// A sandboxed frame has no origin that a worker could come from, and a still figure needs none.
session.connect(createInProcessHost);
// A figure that is only looked at sleeps; a script that waits for its cluster wakes it.
exposePodarium(openEmbedded(location.hash), undefined, () => reportFailure(session.live()));

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
const wishes = readWishes(location.search, languageAround(), navigator.languages);
const render = (): void =>
  createRoot(root).render(
    <TooltipProvider>
      <Embed wishes={wishes} />
    </TooltipProvider>,
  );
if (wishes.language === 'en') render();
// English is shown where the words of another language do not come.
else
  void showLanguage(wishes.language)
    .catch(() => {})
    .finally(render);
