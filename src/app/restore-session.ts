/** A reload returns where one was. What can't be restored is kept and offered as a file; it never stops the page. */
import { putAside, readKept, restore } from '../model/autosave.ts';
import { beginRestore, endRestore } from '../model/autosave-tab.ts';
import { isCancelled, reportFailure } from '../ui/report-failure.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from './messages.en.ts';
import { keepAside, returnToKept } from './kept-aside.ts';
import { download } from './run-file.ts';
import { startScenario } from './start-scenario.ts';

/** A page that broke twice while it restored begins anew. */
const mostTries = 2;
const livesAfterMs = 5000;

/** Whether a session was restored. */
export async function restoreSession(): Promise<boolean> {
  let kept: unknown;
  try {
    kept = await readKept();
    if (kept === undefined) return false;
    if (beginRestore() > mostTries) throw new Error(t('app.restoreBroke'));
    await restore(kept);
  } catch (error) {
    endRestore();
    await (isCancelled(error) ? offerKeptSession() : giveUp(kept, error));
    return false;
  }
  setTimeout(endRestore, livesAfterMs);
  showToast({
    text: t('app.restored'),
    action: { text: t('app.startAfresh'), run: () => reportFailure(startScenario('web')) },
  });
  return true;
}

async function giveUp(kept: unknown, error: unknown): Promise<void> {
  await putAside(kept).catch(() => {});
  showToast({
    text: t('app.restoreFailed', { message: error instanceof Error ? error.message : String(error) }),
    kind: 'problem',
    action: {
      text: t('app.saveRecord'),
      run: () => download('podarium-session.json', JSON.stringify(kept)),
    },
  });
}

/** Something else is shown in a tab with a session, a link perhaps: it waits until it is asked for. */
export async function offerKeptSession(): Promise<void> {
  const kept = await readKept();
  if (kept === undefined) return;
  await putAside(kept);
  const back = async (): Promise<void> => {
    history.replaceState(null, '', location.pathname);
    await restore(kept);
  };
  keepAside(back);
  showToast({
    text: t('app.sessionKept'),
    kind: 'problem',
    action: { text: t('app.returnToSession'), run: () => reportFailure(returnToKept()) },
  });
}
