import { Fragment } from 'react';
import type { ReactElement } from 'react';
import type { Run } from '../bridge/protocol.ts';
import { session } from '../model/session.ts';
import { useTime } from '../model/time-store.ts';
import { Button } from '../ui/button.tsx';
import { reportFailure } from '../ui/report-failure.ts';
import { Toasts } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { useMedia } from '../ui/use-media.ts';
import { BranchList } from './branch-parts.tsx';
import { Desktop } from './desktop.tsx';
import { FaultForm } from './fault-form.tsx';
import { usePageKeys } from './keys.ts';
import { Announcer } from './late-parts.ts';
import { t } from './messages.en.ts';
import { openFirstView } from './open-first-view.ts';
import { Phone } from './phone.tsx';
import { goToCluster, useRegionKeys } from './regions.ts';
import { ShellDialogs } from './shell-dialogs.tsx';
import { useLooks } from './use-looks.ts';
import './app.css';

export function App(): ReactElement {
  const narrow = useMedia('(width < 700px)');
  const language = useLooks();
  usePageKeys();
  useRegionKeys();
  return (
    <TooltipProvider>
      <button type="button" className="button button-primary skip-link" onClick={goToCluster}>
        {t('app.skipToCluster')}
      </button>
      <EngineBroke />
      <Fragment key={language}>{narrow ? <Phone /> : <Desktop />}</Fragment>
      <FaultForm />
      <BranchList />
      <ShellDialogs />
      <Announcer />
      <Toasts closeLabel={t('app.close')} />
    </TooltipProvider>
  );
}

/** The page lives on when its cluster doesn't: what was shown stays, and another can be started. */
function EngineBroke(): ReactElement | null {
  const connection = useTime((state) => state.connection);
  if (connection.kind !== 'broken') return null;
  return (
    <div className="engine-broke" role="alert">
      <span>{t('app.engineBroke', { message: connection.message })}</span>
      <Button look="line" icon="reset" onClick={() => reportFailure(restart())}>
        {t('app.restart')}
      </Button>
    </div>
  );
}

/** The same run again where it can still be told, else the first view. */
async function restart(): Promise<void> {
  const run = await Promise.race([lastRun(), after(500)]);
  if (run === null) await openFirstView();
  else await session.load(run);
}

async function lastRun(): Promise<Run | null> {
  try {
    return await session.exportRun();
  } catch {
    return null;
  }
}

function after(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
