/** Which part of the page a phone has asked for: it comes up as a sheet, where a desk has panels. */
import { create } from 'zustand';
import type { PanelName } from './panel-places.ts';

interface SheetStore {
  /** Whether the page is shown as on a phone: panels are sheets then. */
  readonly isPhone: boolean;
  /** Null: what is selected, if anything is. */
  readonly asked: Exclude<PanelName, 'inspector'> | null;
}

export const useSheet = create<SheetStore>(() => ({ isPhone: false, asked: null }));

export function askForSheet(panel: PanelName | null): void {
  useSheet.setState({ asked: panel === 'inspector' ? null : panel });
}
