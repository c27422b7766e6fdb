/** Ports that `kubectl port-forward` opened: the panel shows what answers on them. */
import { create } from 'zustand';
import type { ForwardedPort } from '../../kubectl/index.ts';

interface ForwardStore {
  readonly ports: readonly ForwardedPort[];
  /** Ends the forwarding. */
  readonly close: () => void;
}

const none: ForwardStore = { ports: [], close: () => undefined };

export const useForward = create<ForwardStore>(() => none);

/** Shows ports until the person closes them or Ctrl+C is pressed. */
export function forward(ports: readonly ForwardedPort[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const close = (): void => {
      useForward.setState(none);
      signal.removeEventListener('abort', close);
      resolve();
    };
    signal.addEventListener('abort', close);
    useForward.setState({ ports, close });
  });
}
