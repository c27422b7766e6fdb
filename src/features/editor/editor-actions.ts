/** What can be done at the cursor: in the editor's own menu, by its keys, and from the page's buttons. */
import type * as monacoTypes from 'monaco-editor/editor';
import { useFiles } from '../../model/files-store.ts';
import { mirror } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { t } from './messages.en.ts';

type CodeEditor = monacoTypes.editor.IStandaloneCodeEditor;

let current: { readonly editor: CodeEditor; readonly name: string } | undefined;

/** Gives the editor of a file its actions, and makes it the one that the page's buttons speak to. */
export function offerActions(editor: CodeEditor, name: string): void {
  current = { editor, name };
  editor.onDidDispose(() => {
    if (current?.editor === editor) current = undefined;
  });
  editor.addAction({
    id: 'podarium.showOnCanvas',
    label: t('editor.showOnCanvas'),
    contextMenuGroupId: 'navigation',
    run: () => void showOnCanvas(name),
  });
}

/** Selects the object whose document the cursor is in, and brings it into view on the canvas. */
export async function showOnCanvas(name: string): Promise<void> {
  const text = useFiles.getState().files.find((file) => file.name === name)?.text ?? '';
  const line = current?.name === name ? (current.editor.getPosition()?.lineNumber ?? 1) : 1;
  const { keyAtLine } = await import('../../model/manifest-places.ts');
  // A comment may stand above the first document.
  const key = keyAtLine(text, line) ?? keyAtLine(text, Infinity);
  if (key !== undefined && mirror.get(key) !== undefined) useSelection.getState().reveal(key);
  else showToast({ text: t('editor.notInCluster') });
}

/** Lays the text out anew; comments stay. Nothing happens until the editor is there. */
export async function formatFile(name: string): Promise<void> {
  if (current?.name !== name) return;
  current.editor.focus();
  await current.editor.getAction('editor.action.formatDocument')?.run();
}
