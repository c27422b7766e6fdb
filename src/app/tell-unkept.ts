/** Says once when the session can't be kept any more, and what to do: nobody should learn it by a reload. */
import { useAutosave } from '../model/autosave-store.ts';
import { useSettings } from '../model/settings-store.ts';
import { reportFailure } from '../ui/report-failure.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from './messages.en.ts';
import { exportRunFile } from './run-file.ts';

export function tellUnkept(): void {
  let isTold = false;
  useAutosave.subscribe(({ state }) => {
    if (isTold || (state !== 'full' && state !== 'tooLarge') || !useSettings.getState().autosave) return;
    isTold = true;
    showToast({
      text: state === 'full' ? t('app.storageFull') : t('app.sessionTooLarge'),
      kind: 'problem',
      action: { text: t('app.exportRun'), run: () => reportFailure(exportRunFile()) },
    });
  });
}
