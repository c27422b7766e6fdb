import { createRoot } from 'react-dom/client';
import { connectSession } from '../model/connect.ts';
import { providePageKubectl } from '../model/page-kubectl.ts';
import { useTerminalWish } from '../model/terminal-wish-store.ts';
import { holdLateParts } from '../ui/late.tsx';
import { reportFailure } from '../ui/report-failure.ts';
import { App } from './app.tsx';
import { showLanguage } from './languages.ts';
import { openCluster } from './open-cluster.ts';
import { putPlaces, show, usePanels } from './panel-store.ts';
import { PageBoundary } from './error-boundary.tsx';
import { FirstPaint, firstPaint } from './first-paint.tsx';
import { exposePodarium } from './podarium-api.ts';
import { reportUnhandled } from './report-unhandled.ts';
import { restWhenHidden } from './rest-when-hidden.ts';
import { startsFresh } from './starts-fresh.ts';
import { languageOfStart } from './use-looks.ts';

/** Opens the cluster that the address carries, and shows it. */
export function startPage(): void {
  holdLateParts(firstPaint);
  connectSession(startsFresh(location.hash) ? firstPaint : undefined);
  const opened = openCluster(location.hash);
  const runLine = async (line: string) => (await import('./run-kubectl.ts')).runLine(line);
  exposePodarium(opened, runLine);
  providePageKubectl(runLine);
  useTerminalWish.subscribe(({ line }) => {
    if (line !== null) show('terminal');
  });
  void keepSession(opened);
  reportUnhandled();
  restWhenHidden();
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  const render = () =>
    createRoot(root).render(
      <PageBoundary>
        <App />
        <FirstPaint />
      </PageBoundary>,
    );
  const language = languageOfStart();
  if (language === 'en') render();
  // Its words are awaited, so that no other language flashes up; without them English is shown.
  else reportFailure(showLanguage(language).finally(render));
}

/** The first picture does not wait for what keeps it. */
async function keepSession(opened: Promise<void>): Promise<void> {
  await opened.catch(() => {});
  const [{ keepWithSession, startAutosave }, { tellUnkept }] = await Promise.all([
    import('../model/autosave.ts'),
    import('./tell-unkept.ts'),
  ]);
  keepWithSession({ name: 'panels', get: () => usePanels.getState(), put: putPlaces });
  tellUnkept();
  startAutosave();
}
