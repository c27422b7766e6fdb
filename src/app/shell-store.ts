/** Which of the page's own dialogs is open. */
import { create } from 'zustand';

export type ShellDialog = 'palette' | 'settings' | 'keys' | 'start' | 'export' | 'embed';

interface ShellStore {
  readonly dialog: ShellDialog | null;
}

export const useShell = create<ShellStore>(() => ({ dialog: null }));

export function openDialog(dialog: ShellDialog): void {
  useShell.setState({ dialog });
}

export function closeDialog(): void {
  useShell.setState({ dialog: null });
}
