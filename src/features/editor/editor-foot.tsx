import type { ReactElement } from 'react';
import { useFiles } from '../../model/files-store.ts';
import type { ManifestFile } from '../../model/files-store.ts';
import { toggleLiveCompare, useLiveCompare } from '../../model/live-compare-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import type { Comparison } from './live/comparison.ts';
import { wordsOfFile } from './live/live-words.ts';
import { ExplainButton } from './help/explain-button.tsx';
import { t } from './messages.en.ts';
import { applyFile, useOutcomes } from './problems-store.ts';

const applyKeys = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '') ? '⌘ Enter' : 'Ctrl Enter';

export interface EditorFootProps {
  readonly file: ManifestFile;
  /** Undefined as long as nobody has looked. */
  readonly comparison: Comparison | undefined;
}

/** What to do with the open file, and what came of it. */
export function EditorFoot({ file, comparison }: EditorFootProps): ReactElement {
  const busy = useOutcomes((state) => state.busy);
  const isAwaited = useFiles((state) => state.awaited?.name === file.name);
  const comparesLive = useLiveCompare((state) => state.isOpen);
  const live = wordsOfFile(comparison?.documents ?? []);
  if (isAwaited) return <SaveRow />;
  return (
    <div className="editor-foot">
      <Button look="primary" keys={applyKeys} disabled={busy} onClick={() => void applyFile(file.name)}>
        {t('editor.apply')}
      </Button>
      <div className="editor-words">
        <OutcomeWords name={file.name} />
        {live === '' ? null : <span className="sub editor-live">{live}</span>}
      </div>
      <ExplainButton />
      <IconButton
        icon="diff"
        label={t('editor.compareLive')}
        aria-pressed={comparesLive}
        onClick={toggleLiveCompare}
      />
    </div>
  );
}

/** The foot of a file that `kubectl edit` waits for. */
function SaveRow(): ReactElement {
  const finishEdit = useFiles((state) => state.finishEdit);
  return (
    <div className="editor-foot">
      <Button look="primary" keys={applyKeys} onClick={() => finishEdit(true)}>
        {t('editor.save')}
      </Button>
      <Button onClick={() => finishEdit(false)}>{t('editor.giveUp')}</Button>
    </div>
  );
}

function OutcomeWords({ name }: { readonly name: string }): ReactElement | null {
  const progress = useOutcomes((state) => state.progress);
  const outcome = useOutcomes((state) => state.outcomes[name]);
  if (progress !== undefined) return <Progress {...progress} />;
  if (outcome === undefined) return null;
  const { problems, applied, unchanged, cancelled } = outcome;
  if (cancelled) {
    const words = applied > 0 ? t('editor.someApplied', { n: applied }) : t('editor.nothingApplied');
    return (
      <span className="sub" role="status">
        {t('editor.cancelled')}
        <br />
        {words}
      </span>
    );
  }
  if (problems.length > 0) {
    return (
      <span className="sub" role="status">
        <span className="editor-error">{t('editor.errors', { n: problems.length })}</span>
        <br />
        {applied > 0 ? t('editor.someApplied', { n: applied }) : t('editor.nothingApplied')}
      </span>
    );
  }
  return (
    <span className="sub" role="status">
      {unchanged ? t('editor.unchanged') : t('editor.applied', { n: applied })}
    </span>
  );
}

interface ProgressProps {
  readonly done: number;
  readonly all: number;
  readonly cancel: () => void;
}

function Progress({ done, all, cancel }: ProgressProps): ReactElement {
  return (
    <span className="editor-progress">
      <progress value={done} max={all} aria-label={t('editor.apply')} />
      <span className="sub">{t('editor.progress', { done, all })}</span>
      <Button onClick={cancel}>{t('editor.cancel')}</Button>
    </span>
  );
}
