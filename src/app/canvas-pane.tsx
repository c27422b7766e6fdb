import type { ReactElement } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { Canvas, EmptyHint, Hints } from './late-parts.ts';
import { t } from './messages.en.ts';

export function CanvasPane(): ReactElement {
  return (
    <section className="canvas-pane" aria-label={t('app.canvas')}>
      <ErrorBoundary>
        <Canvas meanwhile={<Starting />} />
      </ErrorBoundary>
      <EmptyHint />
      <Hints isFloating />
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
