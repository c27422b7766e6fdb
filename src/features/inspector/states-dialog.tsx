/** The statechart with all the room there is: the board of a machine; a sheet on a phone. */
import { Dialog as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { t } from './messages.en.ts';

export interface StatesDialogProps {
  readonly title: string;
  readonly pod: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function StatesDialog({ title, pod, onClose, children }: StatesDialogProps): ReactElement {
  return (
    <Radix.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className="states-overlay" />
        <Radix.Content className="states-dialog" aria-describedby={undefined}>
          <header>
            <div>
              <Radix.Title>{title}</Radix.Title>
              <p className="sub mono">{pod}</p>
            </div>
            <IconButton icon="close" label={t('inspector.close')} keys="Esc" onClick={onClose} />
          </header>
          <div className="states-dialog-page">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
