import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement, RefObject } from 'react';
import { createPortal } from 'react-dom';
import type * as monacoTypes from 'monaco-editor/editor';
import type { ManifestFile } from '../../model/files-store.ts';
import { useFiles } from '../../model/files-store.ts';
import { t } from './messages.en.ts';
import { offerActions } from './editor-actions.ts';
import { ExplainNote } from './help/explain-note.tsx';
import { SymbolRow } from './help/symbol-row.tsx';
import { useHelp } from './help/use-help.ts';
import { applyMonacoTheme } from './monaco-theme.ts';
import { startMonaco } from './monaco.ts';
import { forgetEdited, noProblems, useOutcomes } from './problems-store.ts';
import { RefusalNote } from './refusal-note.tsx';
import { showProblems, zonesOf } from './show-problems.ts';

type CodeEditor = monacoTypes.editor.IStandaloneCodeEditor;

export interface MonacoPaneProps {
  readonly file: ManifestFile;
  readonly focusAtStart: boolean;
}

/** One file in Monaco. The files' store has the text; Monaco keeps its own copy and tells of each edit. */
export function MonacoPane({ file, focusAtStart }: MonacoPaneProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const editor = useEditor(place, file, focusAtStart);
  useTextFrom(editor, file.text);
  useShownPlace(editor, file.name);
  const problems = useOutcomes((state) => state.outcomes[file.name]?.problems ?? noProblems);
  const zones = useMemo(() => zonesOf(problems), [problems]);
  useEffect(
    () => (editor === null ? undefined : showProblems(editor, startMonaco(), zones)),
    [editor, zones],
  );
  const words = useHelp(editor, startMonaco, file.name);
  return (
    <div className="editor-work">
      <div className="editor-monaco" ref={place} />
      <p className="visually-hidden" ref={words} />
      <ExplainNote onClosed={() => editor?.focus()} />
      {editor === null ? null : <SymbolRow editor={editor} />}
      {zones.map((zone) =>
        createPortal(<RefusalNote problem={zone.problem} />, zone.element, String(zone.key)),
      )}
    </div>
  );
}

/** Who has gone on while the editor was coming isn't called back. */
function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === document.body || activeElement?.closest('.editor-body') != null;
}

function useEditor(
  place: RefObject<HTMLDivElement | null>,
  file: ManifestFile,
  focusAtStart: boolean,
): CodeEditor | null {
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const { name } = file;
  const first = useRef({ text: file.text, focusAtStart });
  useEffect(() => {
    if (place.current === null) return undefined;
    const monaco = startMonaco();
    const model = monaco.editor.createModel(
      first.current.text,
      'yaml',
      monaco.Uri.parse(`file:///${encodeURIComponent(name)}`),
    );
    // The editor's own option comes too late: every bracket would be looked for before the first line is drawn.
    model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    const created = monaco.editor.create(place.current, {
      ...options,
      // Below 16 px a phone would zoom into what is written.
      ...(matchMedia('(width < 700px)').matches ? { fontSize: 16, lineHeight: 24 } : {}),
      model,
      ariaLabel: t('editor.text', { name }),
    });
    const followTheme = themeFollower(monaco.editor);
    const edits = model.onDidChangeContent((event) => onEdit(name, model.getValue(), event));
    freeTabKey(created);
    offerActions(created, name);
    if (first.current.focusAtStart && isFocusFree()) created.focus();
    setEditor(created);
    return () => {
      setEditor(null);
      edits.dispose();
      followTheme.disconnect();
      created.dispose();
      model.dispose();
    };
  }, [place, name]);
  return editor;
}

/**
 * The tab key goes on through the page until somebody works in the text, where it then indents; Escape frees it again,
 * and Ctrl+M switches it.
 * Otherwise the text would hold whoever comes by with the keyboard.
 */
function freeTabKey(editor: CodeEditor): void {
  let isFree = true;
  const free = (tabFocusMode: boolean): void => {
    isFree = tabFocusMode;
    editor.updateOptions({ tabFocusMode });
  };
  editor.onMouseDown(() => free(false));
  editor.onKeyDown((event) => {
    const { code, key, ctrlKey, metaKey, altKey } = event.browserEvent;
    if (code === 'Escape') free(true);
    else if (code === 'KeyM' && ctrlKey && !metaKey && !altKey) {
      event.preventDefault();
      free(!isFree);
    } else if ((key.length === 1 && !ctrlKey && !metaKey) || key === 'Enter') free(false);
  });
}

/** A text that changed elsewhere (a link was opened, a lesson set it) replaces what stands here. */
function useTextFrom(editor: CodeEditor | null, text: string): void {
  useEffect(() => {
    if (editor !== null && editor.getValue() !== text) editor.setValue(text);
  }, [editor, text]);
}

/** The line that somebody asked for, by a click on its object elsewhere on the page. */
function useShownPlace(editor: CodeEditor | null, name: string): void {
  const shown = useFiles((state) => state.shown);
  useEffect(() => {
    if (editor === null || shown?.name !== name) return;
    editor.setPosition({ lineNumber: shown.line, column: 1 });
    editor.revealLineNearTop(shown.line);
    editor.focus();
    // Seen once: the next opening of the file is not about it any more.
    useFiles.setState({ shown: undefined });
  }, [editor, name, shown]);
}

function onEdit(name: string, text: string, event: monacoTypes.editor.IModelContentChangedEvent): void {
  useFiles.getState().edit(name, text);
  for (const { range, text: inserted } of event.changes) {
    const removed = range.endLineNumber - range.startLineNumber;
    forgetEdited(name, range.startLineNumber, range.endLineNumber, inserted.split('\n').length - 1 - removed);
  }
}

function themeFollower(editor: typeof monacoTypes.editor): MutationObserver {
  applyMonacoTheme(editor);
  const observer = new MutationObserver(() => applyMonacoTheme(editor));
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] });
  return observer;
}

const options: monacoTypes.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  bracketPairColorization: { enabled: false },
  fixedOverflowWidgets: true,
  folding: true,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontLigatures: false,
  fontSize: 12,
  glyphMargin: true,
  guides: { indentation: false },
  hideCursorInOverviewRuler: true,
  lineDecorationsWidth: 6,
  lineHeight: 18,
  lineNumbersMinChars: 3,
  minimap: { enabled: false },
  overviewRulerBorder: false,
  overviewRulerLanes: 0,
  padding: { top: 8, bottom: 8 },
  quickSuggestions: { other: true, comments: false, strings: true },
  renderLineHighlight: 'line',
  scrollBeyondLastLine: false,
  scrollbar: { verticalScrollbarSize: 6, horizontalScrollbarSize: 6, useShadows: false },
  tabFocusMode: true,
  tabSize: 2,
  wordBasedSuggestions: 'off',
};
