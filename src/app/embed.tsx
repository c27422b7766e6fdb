import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Machine } from '../engine/index.ts';
import { Canvas } from '../features/canvas/canvas.tsx';
import { MiniTimeline } from '../features/timeline/mini-timeline.tsx';
import { TransportButtons } from '../features/timeline/transport.tsx';
import { useObject } from '../model/mirror.ts';
import { session } from '../model/session.ts';
import { useTime } from '../model/time-store.ts';
import { Button } from '../ui/button.tsx';
import { Logo } from '../ui/logo.tsx';
import { reportFailure } from '../ui/report-failure.ts';
import { Toasts } from '../ui/toast.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { t } from './embed-messages.en.ts';
import { openEmbedded } from './open-embedded.ts';
import './embed.css';

/** A machine whose power the figure's one button switches, unless the address names another. */
const usualMachine = 'node-2';
const maxTitle = 80;

/** The living figure: canvas above, transport below, one thing to break. No editor, no storage. */
export function Embed({ parameters }: { readonly parameters: URLSearchParams }): ReactElement {
  const [started, setStarted] = useState(false);
  const title = (parameters.get('title') ?? t('embed.title')).slice(0, maxTitle);
  return (
    <div className="embed">
      <header className="embed-head">
        <Logo size={18} />
        <strong className="embed-title">{title}</strong>
        <span className="simulated">{t('embed.simulated')}</span>
        <span className="embed-gap" />
        {started ? <ResetButton onReset={() => setStarted(false)} /> : null}
        <a className="button button-quiet" href={`index.html${location.hash}`} target="_blank" rel="noopener">
          {t('embed.open')}
        </a>
      </header>
      <main className="embed-canvas">
        <ErrorBoundary>
          <Canvas />
        </ErrorBoundary>
        <Broken />
      </main>
      <footer className="embed-foot">
        {started ? (
          <Running machine={parameters.get('break') ?? usualMachine} />
        ) : (
          <Still onStart={() => setStarted(true)} />
        )}
      </footer>
      <Toasts closeLabel={t('embed.close')} />
    </div>
  );
}

function Still({ onStart }: { readonly onStart: () => void }): ReactElement {
  const alive = useTime((state) => state.connection.kind === 'alive');
  const start = () => {
    onStart();
    reportFailure(session.play());
  };
  return (
    <>
      <Button look="primary" icon="play" disabled={!alive} onClick={start}>
        {t('embed.start')}
      </Button>
      <span className="sub">{t('embed.still')}</span>
    </>
  );
}

function Running({ machine }: { readonly machine: string }): ReactElement {
  return (
    <>
      <TransportButtons />
      <MiniTimeline onOpen={() => reportFailure(session.live())} />
      <PowerButton machine={machine} />
    </>
  );
}

function PowerButton({ machine }: { readonly machine: string }): ReactElement | null {
  const found = useObject(`machines.podarium.dev//${machine}`) as Machine | undefined;
  if (found === undefined) return null;
  const off = found.spec?.power === 'Off';
  const act = () => reportFailure(off ? session.powerOn(machine) : session.killMachine(machine));
  return (
    <Button look="line" icon="power" onClick={act}>
      {off ? t('embed.powerOn', { machine }) : t('embed.cutPower', { machine })}
    </Button>
  );
}

function ResetButton({ onReset }: { readonly onReset: () => void }): ReactElement {
  const reset = () => {
    onReset();
    reportFailure(openEmbedded(location.hash));
  };
  return (
    <Button icon="reset" onClick={reset}>
      {t('embed.reset')}
    </Button>
  );
}

function Broken(): ReactElement | null {
  const connection = useTime((state) => state.connection);
  if (connection.kind !== 'broken') return null;
  return (
    <p className="embed-broken" role="alert">
      {connection.message}
    </p>
  );
}
