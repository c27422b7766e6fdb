/** The first code of the page, and as little as can be: a worker that is needed at once starts while the rest is read. */
import { prepareWorker } from '../bridge/cluster-worker.ts';
import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import { startsFresh } from './starts-fresh.ts';

if (!startsFresh(location.hash)) prepareWorker();
// Both at once, and rendered together if they come together.
const [{ startPage }] = await Promise.all([
  import('./page.tsx'),
  import('./late-parts.ts').then(({ Canvas }) => Canvas.preload()),
]);
startPage();
