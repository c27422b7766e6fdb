/** Which of the page's own dialogs is open. */
import { create } from 'zustand';

export type ShellDialog = 'palette' | 'settings' | 'keys' | 'start' | 'export' | 'embed';

interface ShellStore {
  readonly dialog: ShellDialog | null;
  /** What the palette opens with. */
  readonly text: string;
}

export const useShell = create<ShellStore>(() => ({ dialog: null, text: '' }));

export function openDialog(dialog: ShellDialog): void {
  useShell.setState({ dialog, text: '' });
}

/** The palette, with something typed already. */
export function openPalette(text: string): void {
  useShell.setState({ dialog: 'palette', text });
}

export function closeDialog(): void {
  useShell.setState({ dialog: null });
}
