import { isCancelled } from '../ui/report-failure.ts';
import { showToast } from '../ui/toast.tsx';
import { t } from './messages.en.ts';

/** What nobody caught is said once; the same again would be noise. */
export function reportUnhandled(): void {
  let last = '';
  globalThis.addEventListener('unhandledrejection', ({ reason }) => {
    if (isCancelled(reason)) return;
    const message = reason instanceof Error ? reason.message : String(reason);
    if (message === last) return;
    last = message;
    showToast({ text: t('app.wentWrong', { message }), kind: 'problem' });
  });
}
