/** A document of the open file beside what the cluster has, in Monaco's diff editor. Loaded late. */
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type * as monacoTypes from 'monaco-editor/editor';
import type { ComparedDocument } from '../../../model/compare-manifests.ts';
import { useSize } from '../../../ui/use-size.ts';
import { t } from '../messages.en.ts';
import { applyMonacoTheme } from '../monaco-theme.ts';
import { startMonaco } from '../monaco.ts';
import { wordsOfDocument } from './live-words.ts';
import type { Comparison } from './comparison.ts';
import './live.css';

type DiffEditor = monacoTypes.editor.IStandaloneDiffEditor;

/** From this width on both texts stand side by side. */
const sideBySideWidth = 640;

export function ComparePane({ comparison }: { readonly comparison: Comparison }): ReactElement {
  const documents = comparison.documents ?? [];
  const [chosen, choose] = useState<string | undefined>(undefined);
  const shown =
    documents.find((document) => idOf(document) === chosen) ??
    documents.find(({ state }) => state === 'differs') ??
    documents[0];
  if (shown === undefined) return <p className="sub compare-note">{t('editor.liveUnreadable')}</p>;
  return (
    <div className="compare-pane">
      <CompareHead documents={documents} shown={shown} onChoose={choose} />
      {shown.state === 'refused' ? (
        <p className="sub compare-note">{shown.status?.message ?? t('editor.liveRefused')}</p>
      ) : (
        <Diff key={shown.title} live={shown.live} desired={shown.desired} name={shown.title} />
      )}
    </div>
  );
}

/** Two documents may say the same of themselves: the line tells them apart. */
function idOf({ title, line }: ComparedDocument): string {
  return `${line} ${title}`;
}

interface CompareHeadProps {
  readonly documents: readonly ComparedDocument[];
  readonly shown: ComparedDocument;
  readonly onChoose: (id: string) => void;
}

function CompareHead({ documents, shown, onChoose }: CompareHeadProps): ReactElement {
  return (
    <div className="compare-head">
      {documents.length === 1 ? (
        <b>{shown.title}</b>
      ) : (
        <select
          aria-label={t('editor.liveDocument')}
          value={idOf(shown)}
          onChange={({ target }) => onChoose(target.value)}
        >
          {documents.map((document) => (
            <option key={idOf(document)} value={idOf(document)}>
              {t('editor.liveOption', { title: document.title, words: wordsOfDocument(document) })}
            </option>
          ))}
        </select>
      )}
      <span className="compare-legend">
        <i className="compare-live">{t('editor.liveSide')}</i>
        <i className="compare-desired">{t('editor.liveDesiredSide')}</i>
      </span>
    </div>
  );
}

interface DiffProps {
  readonly live: string;
  readonly desired: string;
  readonly name: string;
}

function Diff({ live, desired, name }: DiffProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<DiffEditor>(null);
  const { width } = useSize(place);
  useEffect(() => {
    if (place.current === null) return undefined;
    const [created, stop] = createDiff(place.current, name);
    editor.current = created;
    return () => {
      editor.current = null;
      stop();
    };
  }, [name]);
  useEffect(() => {
    editor.current?.updateOptions({ renderSideBySide: width >= sideBySideWidth });
  }, [width]);
  useEffect(() => {
    const { original, modified } = editor.current?.getModel() ?? {};
    if (original?.getValue() !== live) original?.setValue(live);
    if (modified?.getValue() !== desired) modified?.setValue(desired);
  }, [live, desired]);
  return <div className="compare-diff" ref={place} />;
}

function createDiff(place: HTMLElement, name: string): readonly [DiffEditor, () => void] {
  const monaco = startMonaco();
  const editor = monaco.editor.createDiffEditor(place, {
    ...options,
    originalAriaLabel: t('editor.liveOf', { name }),
    modifiedAriaLabel: t('editor.liveDesiredOf', { name }),
  });
  const modelAt = (path: string) =>
    monaco.editor.createModel('', 'yaml', monaco.Uri.parse(`podarium://live/${path}`));
  const original = modelAt('live.yaml');
  const modified = modelAt('desired.yaml');
  editor.setModel({ original, modified });
  applyMonacoTheme(monaco.editor);
  const theme = new MutationObserver(() => applyMonacoTheme(monaco.editor));
  theme.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] });
  const stop = (): void => {
    theme.disconnect();
    editor.dispose();
    original.dispose();
    modified.dispose();
  };
  return [editor, stop];
}

const options: monacoTypes.editor.IStandaloneDiffEditorConstructionOptions = {
  automaticLayout: true,
  readOnly: true,
  domReadOnly: true,
  renderSideBySide: false,
  useInlineViewWhenSpaceIsLimited: false,
  compactMode: true,
  enableSplitViewResizing: false,
  renderOverviewRuler: false,
  renderMarginRevertIcon: false,
  renderGutterMenu: false,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontLigatures: false,
  fontSize: 12,
  lineHeight: 18,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 12,
  glyphMargin: false,
  folding: false,
  guides: { indentation: false },
  hideCursorInOverviewRuler: true,
  minimap: { enabled: false },
  overviewRulerBorder: false,
  overviewRulerLanes: 0,
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: 'none',
  scrollBeyondLastLine: false,
  scrollbar: { verticalScrollbarSize: 6, horizontalScrollbarSize: 6, useShadows: false },
  tabFocusMode: true,
};
