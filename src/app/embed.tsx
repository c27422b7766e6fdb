import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import type { Machine } from '../engine/index.ts';
import { Canvas } from '../features/canvas/canvas.tsx';
import { MiniTimeline } from '../features/timeline/mini-timeline.tsx';
import { TransportButtons } from '../features/timeline/transport.tsx';
import { useObject } from '../model/mirror.ts';
import { session } from '../model/session.ts';
import { useTime } from '../model/time-store.ts';
import { Button } from '../ui/button.tsx';
import { useRootLooks } from '../ui/looks.ts';
import { reportFailure } from '../ui/report-failure.ts';
import { Toasts } from '../ui/toast.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { EmbedHead } from './embed-head.tsx';
import { useEmbedKeys } from './embed-keys.ts';
import { t } from './embed-messages.en.ts';
import type { EmbedWishes } from './embed-wishes.ts';
import { openEmbedded } from './open-embedded.ts';
import './embed.css';

export interface EmbedProps {
  readonly wishes: EmbedWishes;
}

/** The living figure: canvas above, transport below, one thing to break. No editor, no storage. */
export function Embed({ wishes }: EmbedProps): ReactElement {
  const [started, setStarted] = useState(false);
  const [looks, setLooks] = useState(wishes.looks);
  useRootLooks(looks);
  const start = useCallback((): void => {
    if (useTime.getState().connection.kind !== 'alive') return;
    setStarted(true);
    reportFailure(session.play());
  }, []);
  useEmbedKeys(started, start);
  const reset = (): void => {
    setStarted(false);
    reportFailure(openEmbedded(location.hash));
  };
  return (
    <div className="embed">
      <EmbedHead
        title={wishes.title ?? t('embed.title')}
        isStarted={started}
        onReset={reset}
        onLooks={(changed) => setLooks((before) => ({ ...before, ...changed }))}
      />
      <main className="embed-canvas">
        <ErrorBoundary>
          <Canvas />
        </ErrorBoundary>
        <Broken />
      </main>
      <footer className="embed-foot">
        {started ? <Running machine={wishes.machine} /> : <Still onStart={start} />}
      </footer>
      <Toasts closeLabel={t('embed.close')} />
    </div>
  );
}

function Still({ onStart }: { readonly onStart: () => void }): ReactElement {
  const alive = useTime((state) => state.connection.kind === 'alive');
  return (
    <>
      <Button look="primary" icon="play" disabled={!alive} onClick={onStart}>
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
    <Button className="embed-power" look="line" icon="power" onClick={act}>
      <span>{off ? t('embed.powerOn', { machine }) : t('embed.cutPower', { machine })}</span>
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
