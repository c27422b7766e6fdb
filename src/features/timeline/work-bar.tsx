/** While the cluster works for long: what it does, how far it is, and a way out, by button or Escape. */
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { type LongWork, useWork } from '../../model/work-store.ts';
import { Progress } from '../../ui/progress.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { showToast } from '../../ui/toast.tsx';
import { lengthText, momentText } from './clock-text.ts';
import { t } from './messages.en.ts';
import './work-bar.css';

export function WorkBar(): ReactElement {
  const work = useWork((state) => state.work);
  const startedAt = useTime((state) => state.startedAt);
  useEscape(work !== null);
  useTellCancelled();
  return (
    <div className="work-bar">
      <Announced work={work} />
      {work === null ? null : (
        <section aria-label={t('work.region')}>
          <Progress
            title={titleOf(work, startedAt)}
            detail={detailOf(work, startedAt)}
            share={work.share}
            cancel={t('work.cancel')}
            onCancel={cancel}
          />
        </section>
      )}
    </div>
  );
}

const cancel = (): void => reportFailure(session.cancelWork());

/** Said once: how far it is can be asked of the bar itself. */
function Announced({ work }: { readonly work: LongWork | null }): ReactElement {
  const [text, setText] = useState('');
  const id = work?.id;
  useEffect(() => {
    if (work !== null) setText(t('work.begun', { title: titleOf(work, useTime.getState().startedAt) }));
    else setText('');
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id]);
  return (
    <p className="visually-hidden" role="status">
      {text}
    </p>
  );
}

/** Before anything else hears it: the work lies over all of the page. */
function useEscape(isWorking: boolean): void {
  useEffect(() => {
    if (!isWorking) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      cancel();
    };
    globalThis.addEventListener('keydown', onKey, { capture: true });
    return () => globalThis.removeEventListener('keydown', onKey, { capture: true });
  }, [isWorking]);
}

function useTellCancelled(): void {
  useEffect(
    () =>
      useWork.subscribe(({ cancelled }, before) => {
        const isNews = cancelled !== null && cancelled !== before.cancelled;
        // A page that opens goes on with something else.
        if (isNews && useTime.getState().connection.kind === 'alive')
          showToast({ text: cancelledWords(cancelled) });
      }),
    [],
  );
}

function titleOf({ kind, toMs }: LongWork, startedAt: string): string {
  const moment = toMs === null ? '' : momentText(startedAt, toMs);
  switch (kind) {
    case 'advance':
      return t('work.advance', { moment });
    case 'step':
      return t('work.step');
    case 'load':
      return t('work.load');
    case 'branch':
      return t('work.branch', { moment });
    case 'moment':
      return t('work.moment', { moment });
  }
}

function detailOf({ fromMs, toMs, atMs, share }: LongWork, startedAt: string): string {
  const at = momentText(startedAt, atMs);
  if (toMs === null) return t('work.atUnknown', { moment: at, length: lengthText(atMs - fromMs) });
  const percent = Math.floor((share ?? 0) * 100);
  return t('work.at', { moment: at, percent });
}

function cancelledWords({ kind, atMs }: LongWork): string {
  const moment = momentText(useTime.getState().startedAt, atMs);
  if (kind === 'advance' || kind === 'step') return t('work.stopped', { moment });
  return t('work.asItWas');
}
