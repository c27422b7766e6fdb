/** A dialog over the page. Part of what comes late: the library behind it is no part of the first load. */
import { Dialog as Radix } from 'radix-ui';
import { useRef } from 'react';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { IconButton } from './button.tsx';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  /** A line below the title. */
  readonly about?: ReactNode;
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** CSS pixels; narrower where there is less room. */
  readonly width?: number;
  /** CSS pixels, for what must not change its size as it is used; as high as its content when absent. */
  readonly height?: number;
  /** Fills the screen of a phone. */
  readonly fillsPhone?: boolean;
  /** A selector of where the focus begins: the first thing to choose when absent. */
  readonly first?: string;
  /** The content brings its own scrolling and its own space around it. */
  readonly isBare?: boolean;
  readonly children: ReactNode;
}

const firstField = '.dialog-body :is(input:checked, [role="radio"][tabindex="0"], input, button)';

export function Dialog(props: DialogProps): ReactElement {
  const { title, about, closeLabel, onClose, width = 520, height, first = firstField, children } = props;
  const opener = useRef<Element | null>(document.activeElement);
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-overlay" />
        <Radix.Content
          className="dialog"
          aria-describedby={undefined}
          data-fills-phone={props.fillsPhone || undefined}
          style={sizeOf(width, height)}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            const dialog = event.currentTarget as HTMLElement;
            (dialog.querySelector<HTMLElement>(first) ?? dialog).focus();
          }}
          // There is no trigger that the library could know: a menu or a key asked.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
          }}
        >
          <header className="dialog-head">
            <div>
              <Radix.Title>{title}</Radix.Title>
              {about === undefined ? null : <p className="sub">{about}</p>}
            </div>
            <IconButton icon="close" label={closeLabel} keys="Esc" onClick={onClose} />
          </header>
          {props.isBare === true ? children : <div className="dialog-body">{children}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** As custom properties: a phone's rule may be stronger. */
function sizeOf(width: number, height: number | undefined): CSSProperties {
  return {
    '--dialog-width': `${width}px`,
    ...(height === undefined ? {} : { '--dialog-height': `min(${height}px, calc(100dvh - 32px))` }),
  } as CSSProperties;
}
