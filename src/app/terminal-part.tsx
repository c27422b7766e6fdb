import type { ReactElement } from 'react';
import { Terminal } from '../features/terminal/terminal.tsx';
import { sessionClient } from './session-client.ts';

export interface TerminalPartProps {
  readonly onShowEditor: () => void;
  readonly onClose: () => void;
}

/** The terminal over the cluster of this page. */
export function TerminalPart(props: TerminalPartProps): ReactElement {
  return <Terminal client={sessionClient} {...props} />;
}
