/**
 * Components whose code comes late. React's own `lazy` shows what has arrived no sooner than 300 ms after its
 * placeholder; these show it at once.
 */
import { useEffect, useState } from 'react';
import type { ComponentType, ReactElement, ReactNode } from 'react';

export interface LateProps {
  /** Shown until the code is there. */
  readonly meanwhile?: ReactNode;
}

export interface Late<Props> {
  (props: Props & LateProps): ReactElement;
  /** Begins to load, if nobody has; tells whether it is there in the end. */
  preload(): Promise<boolean>;
  /** The same once nothing more urgent is to be done. */
  preloadWhenIdle(): void;
}

let held: Promise<void> | undefined;

/** Parts that are shown from the first moment on are loaded only after `until`, unless they are told to. */
export function holdLateParts(until: Promise<void>): void {
  held = until;
}

/** Calls when the page has nothing to do; where that cannot be known (Safari), soon. */
export function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: 2000 });
  else setTimeout(act, 200);
}

/** A component that is loaded when it is first shown, or told to. A failed load is thrown where it should have been shown. */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>): Late<Props> {
  let loading: Promise<void> | undefined;
  let Loaded: ComponentType<Props> | undefined;
  const start = (): Promise<void> => {
    loading ??= load().then(
      (component) => {
        Loaded = component;
      },
      (error: unknown) => {
        // It may be asked for again: the network comes and goes.
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  function LateComponent({ meanwhile = null, ...props }: Props & LateProps): ReactElement {
    const [failure, setFailure] = useState<{ readonly error: unknown } | undefined>(undefined);
    const [, setHasCome] = useState(Loaded !== undefined);
    useEffect(() => {
      if (Loaded !== undefined) return;
      (held === undefined ? start() : held.then(start)).then(
        () => setHasCome(true),
        (error: unknown) => setFailure({ error }),
      );
    }, []);
    if (failure !== undefined) throw failure.error;
    return Loaded === undefined ? <>{meanwhile}</> : <Loaded {...(props as unknown as Props)} />;
  }
  const preload = (): Promise<boolean> =>
    start().then(
      () => true,
      () => false,
    );
  const preloadWhenIdle = (): void =>
    void (held ?? Promise.resolve()).then(() => whenIdle(() => void preload()));
  return Object.assign(LateComponent, { preload, preloadWhenIdle });
}
