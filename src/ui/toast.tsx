import { useEffect, useState } from 'react';
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
/** One that offers something to do has to be read and reached. */
const offerMs = 20_000;

export function showToast(message: ToastMessage): void {
  useToasts.setState(({ shown, next }) => ({
    shown: [...shown, { ...message, id: next }].slice(-mostShown),
    next: next + 1,
  }));
}

/** Whether a toast is shown that `closeNewestToast` would close. */
export function hasToast(): boolean {
  return useToasts.getState().shown.length > 0;
}

export function closeNewestToast(): void {
  const newest = useToasts.getState().shown.at(-1);
  if (newest !== undefined) closeToast(newest.id);
}

function closeToast(id: number): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) }));
}

/** Once on the page, in the corner. */
export function Toasts({ closeLabel }: { readonly closeLabel: string }): ReactElement {
  const shown = useToasts((state) => state.shown);
  return (
    <div className="toasts">
      {shown.map((toast) => (
        <Shown key={toast.id} toast={toast} closeLabel={closeLabel} />
      ))}
    </div>
  );
}

/** A note goes by itself, but not while it is being pointed at or used. */
function Shown({
  toast,
  closeLabel,
}: {
  readonly toast: ShownToast;
  readonly closeLabel: string;
}): ReactElement {
  const { id, text, action, kind = 'note' } = toast;
  const [held, setHeld] = useState(false);
  const hasAction = action !== undefined;
  const stays = held || kind === 'problem';
  useEffect(() => {
    if (stays) return undefined;
    const timer = setTimeout(() => closeToast(id), hasAction ? offerMs : noteMs);
    return () => clearTimeout(timer);
  }, [id, stays, hasAction]);
  const act = (): void => {
    closeToast(id);
    action?.run();
  };
  return (
    <div
      className={`toast toast-${kind}`}
      role={kind === 'problem' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') closeToast(id);
      }}
    >
      <div>{text}</div>
      {action === undefined ? null : (
        <button type="button" className="button button-quiet" onClick={act}>
          {action.text}
        </button>
      )}
      <IconButton icon="close" label={closeLabel} onClick={() => closeToast(id)} />
    </div>
  );
}
