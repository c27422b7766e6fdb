import type { Fault, FaultTarget, FaultType } from '../../engine/api/podarium.ts';
import { askForFault, useFaultForm } from '../../model/fault-form-store.ts';
import { session } from '../../model/session.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { faultWords } from './fault-words.ts';
import { t } from './messages.en.ts';

/** To cause a fault of one's own choice, where the page has a form for it, and to end those in force. */
export function faultEntries(
  inForce: readonly Fault[],
  wish: { readonly type?: FaultType; readonly target: FaultTarget },
): readonly MenuEntry[] {
  const ends = inForce.map(({ metadata, spec }): MenuEntry => {
    const words = spec === undefined ? '' : faultWords(spec);
    return {
      text: t('canvas.menu.endFault', { words }),
      icon: 'check',
      onSelect: () => void session.endFault(metadata?.name ?? ''),
    };
  });
  if (!useFaultForm.getState().isOffered) return ends;
  return [{ text: t('canvas.menu.fault'), icon: 'bolt', onSelect: () => askForFault(wish) }, ...ends];
}
