import type { ReactElement } from 'react';
import { Terminal } from '../features/terminal/terminal.tsx';
import { sessionClient } from './session-client.ts';

export interface TerminalPartProps {
  /** Its title stands on the tab already. */
  readonly isTab?: boolean;
  readonly onShowEditor: () => void;
  readonly onClose: () => void;
}

/** The terminal over the cluster of this page. */
export function TerminalPart(props: TerminalPartProps): ReactElement {
  return <Terminal client={sessionClient} {...props} />;
}
