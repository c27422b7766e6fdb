/** What helps a writer, hung onto an editor: explaining the field at the cursor, the margin's marks, and words for a screen reader. */
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type * as monacoTypes from 'monaco-editor/editor';
import { linesOf } from '../monaco-completion.ts';
import { readCursor } from '../yaml-cursor.ts';
import { closeExplain, toggleExplain, useExplain } from './explain-store.ts';
import { showGutter } from './gutter.ts';
import { t } from './messages.en.ts';

type Monaco = typeof monacoTypes;
type CodeEditor = monacoTypes.editor.IStandaloneCodeEditor;

/** The element that it gives back is to hold the words. */
export function useHelp(
  editor: CodeEditor | null,
  monaco: () => Monaco,
  name: string,
): RefObject<HTMLParagraphElement | null> {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (editor === null) return undefined;
    const tell = (): void => {
      const line = editor.getPosition()?.lineNumber ?? 1;
      const parts = [gutter.wordsAt(line), t('help.keys')].filter((part) => part !== '');
      if (words.current !== null) words.current.textContent = parts.join('. ');
    };
    let gutter = { wordsAt: (_line: number): string => '', stop: (): void => undefined };
    gutter = showGutter(editor, monaco(), name, () => tell());
    describe(editor, words.current);
    tell();
    const stops = [offerExplain(editor, monaco()), editor.onDidChangeCursorPosition(tell)];
    return () => {
      gutter.stop();
      for (const stop of stops) stop.dispose();
    };
  }, [editor, monaco, name]);
  return words;
}

function describe(editor: CodeEditor, words: HTMLElement | null): void {
  if (words === null) return;
  words.id = `editor-words-${editor.getId().replaceAll(/\W/g, '-')}`;
  const input = editor.getDomNode()?.querySelector('textarea, [role="textbox"]');
  input?.setAttribute('aria-describedby', words.id);
}

/** The action, Escape that ends it, and the cursor that it follows. */
function offerExplain(editor: CodeEditor, { KeyCode, KeyMod }: Monaco): { dispose: () => void } {
  const isOpen = editor.createContextKey<boolean>('explainOpen', useExplain.getState().isOpen);
  const stop = useExplain.subscribe((state, before) => {
    isOpen.set(state.isOpen);
    if (state.isOpen && !before.isOpen) follow();
  });
  const follow = (): void => {
    if (!useExplain.getState().isOpen) return;
    const [model, position] = [editor.getModel(), editor.getPosition()];
    if (model === null || position === null) return;
    useExplain.setState({ place: readCursor(linesOf(model), position.lineNumber, position.column) });
  };
  const actions = [
    editor.addAction({
      id: 'podarium.explain',
      label: t('help.explain'),
      keybindings: [KeyMod.Alt | KeyCode.F1],
      contextMenuGroupId: 'navigation',
      run: toggleExplain,
    }),
    editor.addAction({
      id: 'podarium.closeExplain',
      label: t('help.close'),
      keybindings: [KeyCode.Escape],
      precondition: 'explainOpen && !suggestWidgetVisible && !findWidgetVisible',
      run: closeExplain,
    }),
    editor.addAction({
      id: 'podarium.showByKey',
      label: t('help.clickToShow'),
      keybindings: [KeyMod.Alt | KeyCode.Enter],
      run: () => editor.getAction('podarium.showOnCanvas')?.run(),
    }),
    editor.onDidChangeCursorPosition(follow),
    editor.onDidChangeModelContent(follow),
  ];
  follow();
  return {
    dispose: () => {
      stop();
      for (const action of actions) action.dispose();
    },
  };
}
