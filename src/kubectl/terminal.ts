/** The person's side of a command that talks: a terminal with keys and a size. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  /** Hears keys as the terminal sends them until the answer is called. */
  onInput(listener: (text: string) => void): () => void;
  /** Hears of a new size until the answer is called. */
  onResize?(listener: (columns: number, rows: number) => void): () => void;
  /** Keys go to the command as they are, line editing and all, while this is on. */
  setRaw?(raw: boolean): void;
}

/** A port of a pod that `kubectl port-forward` was asked for. */
export interface ForwardedPort {
  readonly namespace: string;
  readonly pod: string;
  /** Port on the person's side, and the one in the pod. */
  readonly localPort: number;
  readonly port: number;
}
