/** Which of the editor's own dialogs is open. */
import { create } from 'zustand';

export type EditorDialog =
  | { readonly kind: 'template' }
  | { readonly kind: 'delete'; readonly name: string; readonly keys: readonly string[] };

interface EditorDialogStore {
  readonly dialog: EditorDialog | null;
}

export const useEditorDialog = create<EditorDialogStore>(() => ({ dialog: null }));

export function showDialog(dialog: EditorDialog): void {
  useEditorDialog.setState({ dialog });
}

export function closeDialog(): void {
  useEditorDialog.setState({ dialog: null });
}
