import { lazy, Suspense } from 'react';
import type { ReactElement } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { t } from './messages.en.ts';

/** Apart from the shell, so that the shell is on screen before the graph library has arrived. */
const Canvas = lazy(() =>
  import('../features/canvas/canvas.tsx').then((module) => ({ default: module.Canvas })),
);

export function CanvasPane(): ReactElement {
  return (
    <section className="canvas-pane" aria-label={t('app.canvas')}>
      <ErrorBoundary>
        <Suspense fallback={<Starting />}>
          <Canvas />
        </Suspense>
      </ErrorBoundary>
    </section>
  );
}

function Starting(): ReactElement {
  return (
    <p className="starting" role="status">
      {t('app.starting')}
    </p>
  );
}
