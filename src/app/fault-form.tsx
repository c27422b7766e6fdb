import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { useFaultForm } from '../model/fault-form-store.ts';
import { late } from '../ui/late.tsx';

const FaultDialog = late(async () => (await import('../features/faults/fault-dialog.tsx')).FaultDialog);

/** The form for causing a fault, when somebody has asked for it. A page that shows this offers it in its menus. */
export function FaultForm(): ReactElement | null {
  const wish = useFaultForm((state) => state.wish);
  useEffect(() => {
    useFaultForm.setState({ isOffered: true });
  }, []);
  return wish === null ? null : (
    <FaultDialog wish={wish} onClose={() => useFaultForm.setState({ wish: null })} />
  );
}
