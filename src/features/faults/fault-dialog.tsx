/** Cause a fault: what, whom, how bad, when and for how long; nothing that the API server does not know as well. */
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ApiResponse, KubeObject } from '../../bridge/protocol.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import type { Status } from '../../engine/index.ts';
import type { FaultType } from '../../engine/api/podarium.ts';
import type { FaultWish } from '../../model/fault-form-store.ts';
import { useResource } from '../../model/mirror.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { clockAt, draftOf, problemsIn, specOf, startMsOf } from './fault-draft.ts';
import type { FaultDraft, Moment, Problems } from './fault-draft.ts';
import { kindOfFault } from './fault-kinds.ts';
import { reachOf } from './fault-reach.ts';
import './faults.css';
import { KindList } from './kind-list.tsx';
import { t } from './messages.en.ts';
import { OwnField } from './own-field.tsx';
import { Preview } from './preview.tsx';
import { sayCaused } from './say-caused.ts';
import { TargetFields } from './target-fields.tsx';
import { TimeFields } from './time-fields.tsx';

export interface FaultDialogProps {
  readonly wish: FaultWish;
  readonly onClose: () => void;
}

export function FaultDialog({ wish, onClose }: FaultDialogProps): ReactElement {
  return (
    <Dialog
      title={t('faults.title')}
      closeLabel={t('faults.close')}
      onClose={onClose}
      width={760}
      height={664}
      first='input[type="radio"]:checked'
      isBare
    >
      <FaultForm wish={wish} onClose={onClose} />
    </Dialog>
  );
}

function FaultForm({ wish, onClose }: FaultDialogProps): ReactElement {
  const moment = useMoment();
  const [draft, setDraft] = useState(() => draftOf(wish, moment));
  const [problems, setProblems] = useState<Problems>({});
  const [isSending, setSending] = useState(false);
  const change = (part: Partial<FaultDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setProblems({});
  };
  const submit = async (): Promise<void> => {
    const own = problemsIn(draft, moment);
    setProblems(own);
    if (Object.keys(own).length > 0) return;
    setSending(true);
    const answer = await cause(draft, moment);
    setSending(false);
    const found = problemsOf(answer, draft.type);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    sayCaused(draft.type, (answer.body as KubeObject).metadata?.name ?? '', plannedClock(draft, moment));
    onClose();
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(problems).length > 0) focusIn(form.current, '[aria-invalid]');
  }, [problems]);
  const part = { draft, problems, change };
  return (
    <form
      ref={form}
      className="fault-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void submit();
      }}
    >
      <div className="fault-columns">
        <KindList value={draft.type} onChange={(type) => change({ type })} />
        <div className="fault-fields">
          <p className="fault-about">{t(`faults.about.${draft.type}`)}</p>
          <OwnField {...part} />
          <TargetFields {...part} />
          <TimeFields {...part} />
          <Preview spec={specOf(draft, moment)} />
        </div>
      </div>
      <footer className="fault-foot">
        <Outlook draft={draft} moment={moment} problems={problems} />
        <Button onClick={onClose}>{t('faults.cancel')}</Button>
        <Button type="submit" look="primary" icon="bolt" disabled={isSending}>
          {t(draft.start === 'now' ? 'faults.cause' : 'faults.plan')}
        </Button>
      </footer>
    </form>
  );
}

function focusIn(part: HTMLElement | null, selector: string): void {
  part?.querySelector<HTMLElement>(selector)?.focus();
}

interface OutlookProps {
  readonly draft: FaultDraft;
  readonly moment: Moment;
  readonly problems: Problems;
}

/** What stands between the form and its button: what no field can show, else whom it would strike now. */
function Outlook({ draft, moment, problems }: OutlookProps): ReactElement {
  const pods = useResource('pods') as readonly Pod[];
  const isPast = useTime((state) => !state.live);
  const shown = Object.entries(problems).filter(([field]) => !fieldsOnScreen.has(field));
  if (shown.length > 0)
    return (
      <p className="fault-outlook fault-problem" role="alert">
        {shown.map(([, message]) => message).join(' ')}
      </p>
    );
  const words = [
    isPast ? t('faults.past', { clock: clockAt(moment, moment.viewMs) }) : '',
    reachWords(draft, moment, pods),
  ];
  return (
    <p className="fault-outlook sub" role="status">
      {words.filter(Boolean).join(' ')}
    </p>
  );
}

const fieldsOnScreen: ReadonlySet<string> = new Set([
  'spec.target.pod',
  'spec.target.labels',
  'spec.target.image',
  'spec.target.node',
  'spec.exitCode',
  'spec.seconds',
  'spec.probe',
  'spec.rate',
  'spec.available',
  'spec.startTime',
  'spec.durationSeconds',
]);

function reachWords(draft: FaultDraft, moment: Moment, pods: readonly Pod[]): string {
  const { scope, isStroke = false } = kindOfFault(draft.type);
  const { target = {} } = specOf(draft, moment);
  const isOpen = scope !== 'containers' || draft.type === 'SlowStart' || target.image !== undefined;
  if (isOpen || draft.start !== 'now' || Object.keys(problemsIn(draft, moment)).length > 0) return '';
  const n = reachOf(target, pods).length;
  if (n > 0) return t('faults.reach', { n });
  return t(isStroke && !draft.isTimed ? 'faults.reachNone' : 'faults.reachNoneLater');
}

/** A form that counts tenths of seconds would never rest. */
function useMoment(): Moment {
  const startedAt = useTime((state) => state.startedAt);
  const viewMs = useTime((state) => Math.floor(state.viewMs / 1000) * 1000);
  return { startedAt, viewMs };
}

async function cause(draft: FaultDraft, moment: Moment): Promise<ApiResponse> {
  try {
    return await session.causeFault(specOf(draft, moment));
  } catch (error) {
    const message = error instanceof Error ? error.message : t('faults.noCluster');
    return { code: 500, body: { message } };
  }
}

/** The API server's words, by the field they are about; what is about none stands under an empty name. */
function problemsOf({ code, body }: ApiResponse, type: FaultType): Problems {
  if (code < 400) return {};
  const { message = '', details } = body as Status;
  const causes = details?.causes ?? [];
  const { field } = kindOfFault(type);
  // A text that is no quantity does not get as far as to be checked field by field; there is one at most.
  const unnamed = /quantit/.test(message) && field !== undefined ? `spec.${field}` : '';
  return causes.length === 0
    ? { [unnamed]: message }
    : Object.fromEntries(causes.map((found) => [found.field ?? '', found.message ?? message]));
}

function plannedClock(draft: FaultDraft, moment: Moment): string | undefined {
  const atMs = startMsOf(draft, moment);
  return atMs === undefined ? undefined : clockAt(moment, atMs);
}
