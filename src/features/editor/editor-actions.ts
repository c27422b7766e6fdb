/** What can be done at the cursor: in the editor's own menu, by its keys, and from the page's buttons. */
import type * as monacoTypes from 'monaco-editor/editor';
import { create } from 'zustand';
import { useFiles } from '../../model/files-store.ts';
import { useLiveCompare } from '../../model/live-compare-store.ts';
import { mirror } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { showToast } from '../../ui/toast.tsx';
import { t } from './messages.en.ts';

/** Whether the text shall be open in the editor itself, not as a still picture of it. */
export const useEditorWish = create<{ readonly isWished: boolean }>(() => ({ isWished: false }));

// Who asks for a line wants the cursor on it.
useFiles.subscribe(({ shown }) => {
  if (shown !== undefined) useEditorWish.setState({ isWished: true });
});

type CodeEditor = monacoTypes.editor.IStandaloneCodeEditor;

const waiting: (() => void)[] = [];
let current: { readonly editor: CodeEditor; readonly name: string } | undefined;

/** Gives the editor of a file its actions, and makes it the one that the page's buttons speak to. */
export function offerActions(editor: CodeEditor, name: string): void {
  current = { editor, name };
  for (const tell of waiting.splice(0)) tell();
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
  const line = cursorLine(name);
  const { keyAtLine } = await import('../../model/manifest-places.ts');
  // A comment may stand above the first document.
  const key = keyAtLine(text, line) ?? keyAtLine(text, Infinity);
  if (key !== undefined && mirror.get(key) !== undefined) useSelection.getState().reveal(key);
  else showToast({ text: t('editor.notInCluster') });
}

/** From 1; the first line of a file whose text nobody is in. */
export function cursorLine(name: string): number {
  return current?.name === name ? (current.editor.getPosition()?.lineNumber ?? 1) : 1;
}

/** Puts a manifest behind the document that the cursor is in; at the end of a file that nobody is in. */
export function insertDocument(name: string, yaml: string): void {
  const text = useFiles.getState().files.find((file) => file.name === name)?.text ?? '';
  const lines = text.trimEnd() === '' ? [] : text.trimEnd().split('\n');
  const from = current?.name === name ? cursorLine(name) : lines.length;
  const separator = lines.findIndex((line, at) => at >= from && /^---(?:\s|$)/.test(line));
  const at = separator === -1 ? lines.length : separator;
  const before = lines.slice(0, at).join('\n').trimEnd();
  const after = lines.slice(at).join('\n');
  const own = yaml.trimEnd();
  const isFirst = before === '' || /(?:^|\n)---\s*$/.test(before);
  const head = before === '' ? own : isFirst ? `${before}\n${own}` : `${before}\n---\n${own}`;
  replaceText(name, `${head}\n${after === '' ? '' : `${after}\n`}`);
  useFiles.setState({ shown: { name, line: head.split('\n').length - own.split('\n').length + 1 } });
}

/** As an edit of a person, where the editor is open: it can be taken back there. */
function replaceText(name: string, text: string): void {
  const model = current?.name === name ? current.editor.getModel() : null;
  if (current === undefined || model === null) return useFiles.getState().edit(name, text);
  current.editor.pushUndoStop();
  current.editor.executeEdits('podarium', [{ range: model.getFullModelRange(), text }]);
  current.editor.pushUndoStop();
}

/** The formatter comes with the schema, a little after the editor. */
const formatterWaitMs = 15_000;
const lookAgainMs = 100;

/** Lays the text out anew; comments stay. Opens the editor first where it has not come yet. */
export async function formatFile(name: string): Promise<void> {
  useLiveCompare.setState({ isOpen: false });
  if (current?.name !== name) {
    showToast({ text: t('editor.opening') });
    useEditorWish.setState({ isWished: true });
    await new Promise<void>((tell) => waiting.push(tell));
  }
  const editor = current?.editor;
  const action = editor?.getAction('editor.action.formatDocument');
  for (let waited = 0; action?.isSupported() === false; waited += lookAgainMs) {
    if (waited > formatterWaitMs) return showToast({ text: t('editor.noFormatter'), kind: 'problem' });
    await new Promise((again) => setTimeout(again, lookAgainMs));
  }
  editor?.focus();
  await action?.run();
}
