import { useEffect, useState } from 'react';
import type { DragEvent, ReactElement } from 'react';
import { useFiles } from '../../model/files-store.ts';
import type { ManifestFile } from '../../model/files-store.ts';
import { Button } from '../../ui/button.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { EditorBody } from './editor-body.tsx';
import { FileTabs } from './file-tabs.tsx';
import { t } from './messages.en.ts';
import { openDropped } from './open-files.ts';
import { applyFile, useOutcomes } from './problems-store.ts';
import './editor.css';

/** Manifests as tabs, the text, and the one thing to do with it. */
export function Editor(): ReactElement {
  const { files, open } = useFiles();
  const file = files.find((candidate) => candidate.name === open);
  const drop = useFileDrop();
  useApplyKeys(open);
  return (
    <div className="editor" {...drop.handlers}>
      <FileTabs files={files} open={open} />
      {file === undefined ? (
        <p className="sub editor-body">{t('editor.empty')}</p>
      ) : (
        <EditorBody key={file.name} file={file} />
      )}
      {file === undefined ? null : <ApplyRow file={file} />}
      {drop.isOver ? <div className="editor-drop">{t('editor.drop')}</div> : null}
    </div>
  );
}

const applyKeys = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '') ? '⌘ Enter' : 'Ctrl Enter';

function ApplyRow({ file }: { readonly file: ManifestFile }): ReactElement {
  const busy = useOutcomes((state) => state.busy);
  const isAwaited = useFiles((state) => state.awaited?.name === file.name);
  if (isAwaited) return <SaveRow />;
  return (
    <div className="editor-foot">
      <Button look="primary" keys={applyKeys} disabled={busy} onClick={() => void applyFile(file.name)}>
        {t('editor.apply')}
      </Button>
      <OutcomeWords name={file.name} />
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
  const outcome = useOutcomes((state) => state.outcomes[name]);
  if (outcome === undefined) return null;
  const { problems, applied, unchanged } = outcome;
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

/** Ctrl/Cmd+Enter applies the open file from anywhere on the page. */
function useApplyKeys(open: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      const { awaited, finishEdit } = useFiles.getState();
      if (awaited?.name === open) finishEdit(true);
      else void applyFile(open);
    };
    // Captured before Monaco, for which the same keys insert a line.
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [open]);
}

interface FileDrop {
  readonly isOver: boolean;
  readonly handlers: Readonly<Record<'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent) => void>>;
}

function useFileDrop(): FileDrop {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    handlers: {
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        setOver(false);
        reportFailure(openDropped(event.dataTransfer));
      },
    },
  };
}
