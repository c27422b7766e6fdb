import { Fragment, useState } from 'react';
import type { ReactElement } from 'react';
import { codeMissing } from '../bridge/cluster-host.ts';
import { useTime } from '../model/time-store.ts';
import { useWork } from '../model/work-store.ts';
import { Button } from '../ui/button.tsx';
import { reportFailure } from '../ui/report-failure.ts';
import { Toasts } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { useMedia } from '../ui/use-media.ts';
import { BranchList } from './branch-parts.tsx';
import { Desktop } from './desktop.tsx';
import { FaultForm } from './fault-form.tsx';
import { usePageKeys } from './keys.ts';
import { Announcer, WorkBar } from './late-parts.ts';
import { t } from './messages.en.ts';
import { openFirstView } from './open-first-view.ts';
import { Phone } from './phone.tsx';
import { goToCluster, useRegionKeys } from './regions.ts';
import { ShellDialogs } from './shell-dialogs.tsx';
import { useLooks } from './use-looks.ts';
import './app.css';

/** Below, bars of a desk would lose their ends: also on a desk whose page is enlarged to 200 %. */
const narrowScreen = '(width < 900px)';

export function App(): ReactElement {
  const narrow = useMedia(narrowScreen);
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
      <LongWork />
      <Toasts closeLabel={t('app.close')} />
    </TooltipProvider>
  );
}

/** Is there from the first long work on. */
function LongWork(): ReactElement | null {
  const [isWanted, want] = useState(false);
  const isWorking = useWork((state) => state.work !== null);
  if (isWorking && !isWanted) want(true);
  return isWanted ? <WorkBar /> : null;
}

/** The page lives on when its cluster doesn't: what was shown stays, and another can be started. */
function EngineBroke(): ReactElement | null {
  const connection = useTime((state) => state.connection);
  if (connection.kind !== 'broken') return null;
  return (
    <div className="engine-broke" role="alert">
      <span>
        {connection.message === codeMissing
          ? t('app.engineMissing')
          : t('app.engineBroke', { message: connection.message })}
      </span>
      <Button look="line" icon="reset" onClick={() => reportFailure(restart())}>
        {t('app.restart')}
      </Button>
    </div>
  );
}

/** The session as it was last known, at the same moment; else as it was kept, else the first view. */
async function restart(): Promise<void> {
  const { lastKnown, readKept, restore } = await import('../model/autosave.ts');
  const known = lastKnown() ?? (await readKept().catch(() => undefined));
  if (known !== undefined) {
    try {
      return await restore(known);
    } catch {
      // A record that ends its cluster again is no help.
    }
  }
  await openFirstView();
}
