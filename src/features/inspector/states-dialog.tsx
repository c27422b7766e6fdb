/** The statechart with all the room there is: the board of a machine; the whole screen of a phone. */
import type { ReactElement, ReactNode } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { t } from './messages.en.ts';

export interface StatesDialogProps {
  readonly title: string;
  readonly pod: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function StatesDialog({ title, pod, onClose, children }: StatesDialogProps): ReactElement {
  return (
    <Dialog
      title={title}
      about={<span className="mono">{pod}</span>}
      closeLabel={t('inspector.close')}
      onClose={onClose}
      width={1000}
      first=".dialog-head button"
      fillsPhone
      isBare
    >
      <div className="states-dialog-page">{children}</div>
    </Dialog>
  );
}
