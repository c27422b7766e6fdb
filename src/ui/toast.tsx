import { Toast as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { create } from 'zustand';
import { IconButton } from './button.tsx';

export interface ToastMessage {
  readonly text: string;
  /** `problem` stays until it is closed. Default `note`. */
  readonly kind?: 'note' | 'problem';
  readonly action?: { readonly text: string; readonly run: () => void };
}

interface ShownToast extends ToastMessage {
  readonly id: number;
}

const useToasts = create<{ readonly shown: readonly ShownToast[]; readonly next: number }>(() => ({
  shown: [],
  next: 1,
}));

/** More than this at once is noise: the oldest goes. */
const mostShown = 3;
const noteMs = 5000;

export function showToast(message: ToastMessage): void {
  useToasts.setState(({ shown, next }) => ({
    shown: [...shown, { ...message, id: next }].slice(-mostShown),
    next: next + 1,
  }));
}

function closeToast(id: number): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));
}

/** Once on the page, in the corner. */
export function Toasts({ closeLabel }: { readonly closeLabel: string }): ReactElement {
  const shown = useToasts((state) => state.shown);
  return (
    <Radix.Provider swipeDirection="down">
      {shown.map((toast) => (
        <Radix.Root
          key={toast.id}
          className={`toast toast-${toast.kind ?? 'note'}`}
          duration={toast.kind === 'problem' ? Number.POSITIVE_INFINITY : noteMs}
          onOpenChange={(open) => {
            if (!open) closeToast(toast.id);
          }}
        >
          <Radix.Description>{toast.text}</Radix.Description>
          {toast.action === undefined ? null : (
            <Radix.Action asChild altText={toast.action.text}>
              <button type="button" className="button button-quiet" onClick={toast.action.run}>
                {toast.action.text}
              </button>
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <IconButton icon="close" label={closeLabel} />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="toasts" />
    </Radix.Provider>
  );
}
