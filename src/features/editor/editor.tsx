import { useEffect, useState } from 'react';
import type { DragEvent, ReactElement } from 'react';
import { useFiles } from '../../model/files-store.ts';
import type { ManifestFile } from '../../model/files-store.ts';
import { useLiveCompare } from '../../model/live-compare-store.ts';
import { late } from '../../ui/late.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { EditorBody } from './editor-body.tsx';
import { EditorDialogs } from './dialogs.tsx';
import { EmptyEditor } from './empty-editor.tsx';
import { EditorFoot } from './editor-foot.tsx';
import { FileTabs } from './file-tabs.tsx';
import { useComparison } from './live/comparison.ts';
import { t } from './messages.en.ts';
import { openDropped } from './open-files.ts';
import { ProblemList } from './problem-list.tsx';
import { applyFile } from './problems-store.ts';
import './editor.css';

const ComparePane = late(async () => (await import('./live/compare-pane.tsx')).ComparePane);

/** Manifests as tabs, the text, and the one thing to do with it. */
export function Editor(): ReactElement {
  const { files, open } = useFiles();
  const file = files.find((candidate) => candidate.name === open);
  const drop = useFileDrop();
  useApplyKeys(open);
  return (
    <div className="editor" {...drop.handlers}>
      <FileTabs files={files} open={open} />
      {file === undefined ? <EmptyEditor /> : <OpenFile key={file.name} file={file} />}
      <EditorDialogs />
      {drop.isOver ? <div className="editor-drop">{t('editor.drop')}</div> : null}
    </div>
  );
}

/** The text, or the text beside what the cluster has. */
function OpenFile({ file }: { readonly file: ManifestFile }): ReactElement {
  const comparison = useComparison(file);
  const comparesLive = useLiveCompare((state) => state.isOpen);
  return (
    <>
      {comparesLive ? (
        <div className="editor-body">
          {comparison === undefined ? null : <ComparePane comparison={comparison} />}
        </div>
      ) : (
        <EditorBody file={file} />
      )}
      <ProblemList name={file.name} />
      <EditorFoot file={file} comparison={comparison} />
    </>
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
