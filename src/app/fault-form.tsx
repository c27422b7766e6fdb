import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { useFaultForm } from '../model/fault-form-store.ts';
import type { FaultWish } from '../model/fault-form-store.ts';
import { late } from '../ui/late.tsx';

const FaultDialog = late(async () => (await import('../features/faults/fault-dialog.tsx')).FaultDialog);

/** The form for causing a fault, when somebody has asked for it. A page that shows this offers it in its menus. */
export function FaultForm(): ReactElement | null {
  const wish = useFaultForm((state) => state.wish);
  const [shown, show] = useState<FaultWish | null>(null);
  useEffect(() => {
    useFaultForm.setState({ isOffered: true });
  }, []);
  useEffect(() => {
    // The menu that asked gives the focus back first: the form returns it to there in the end.
    const timer = setTimeout(() => show(wish));
    return () => clearTimeout(timer);
  }, [wish]);
  return shown === null ? null : (
    <FaultDialog wish={shown} onClose={() => useFaultForm.setState({ wish: null })} />
  );
}
