/** A dialog over the page. Part of what comes late: the library behind it is no part of the first load. */
import { Dialog as Radix } from 'radix-ui';
import { useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './button.tsx';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** CSS pixels; narrower where there is less room. */
  readonly width?: number;
  readonly children: ReactNode;
}

/** Where the focus begins: the first thing to choose. */
const firstField = '.dialog-body :is(input:checked, [role="radio"][tabindex="0"], input, button)';

export function Dialog({ title, closeLabel, onClose, width = 520, children }: DialogProps): ReactElement {
  const opener = useRef<Element | null>(document.activeElement);
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-overlay" />
        <Radix.Content
          className="dialog"
          aria-describedby={undefined}
          style={{ width: `min(${width}px, calc(100vw - 32px))` }}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            const dialog = event.currentTarget as HTMLElement;
            const first = dialog.querySelector<HTMLElement>(firstField) ?? dialog;
            first.focus();
          }}
          // There is no trigger that the library could know: a menu or a key asked.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
          }}
        >
          <header className="dialog-head">
            <Radix.Title>{title}</Radix.Title>
            <IconButton icon="close" label={closeLabel} keys="Esc" onClick={onClose} />
          </header>
          <div className="dialog-body">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
