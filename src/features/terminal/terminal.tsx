import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ApiClient } from '../../kubectl/index.ts';
import { useActions } from '../../model/actions-store.ts';
import { useTerminalWish } from '../../model/terminal-wish-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { t } from './messages.en.ts';
import { openPageTerminal } from './page-terminal.ts';
import { ForwardView } from './forward-view.tsx';
import './terminal.css';

export interface TerminalProps {
  readonly client: ApiClient;
  /** Its title and what closes it stand on a tab around it. */
  readonly isTab?: boolean;
  readonly onShowEditor: () => void;
  readonly onClose: () => void;
}

/** kubectl for the cluster of the page. Closing it keeps what it shows. */
export function Terminal({ client, isTab = false, onShowEditor, onClose }: TerminalProps): ReactElement {
  const body = useRef<HTMLDivElement>(null);
  const [terminal] = useState(() => openPageTerminal(client));
  useEffect(() => {
    if (body.current === null) return undefined;
    return terminal.showIn(body.current, onShowEditor);
  }, [terminal, onShowEditor]);
  const isWrittenInto = useTerminalWish((state) => state.focus);
  useEffect(() => {
    if (!isWrittenInto) return;
    useTerminalWish.setState({ focus: false });
    terminal.focus();
  }, [terminal, isWrittenInto]);
  const wished = useTerminalWish((state) => state.line);
  useEffect(() => {
    if (wished === null) return;
    useTerminalWish.setState({ line: null });
    terminal.runLine(wished);
  }, [terminal, wished]);
  return (
    <div className="terminal" data-tab={isTab || undefined}>
      <div className="terminal-bar">
        {isTab ? null : (
          <h2 className="terminal-title">
            <Icon name="terminal" />
            {t('terminal.title')}
          </h2>
        )}
        <Actions onChoose={(line) => terminal.insertLine(line)} />
        {isTab ? null : <IconButton icon="close" label={t('terminal.close')} onClick={onClose} />}
      </div>
      <div className="terminal-body" ref={body} role="group" aria-label={t('terminal.label')} />
      <ForwardView client={client} onClosed={() => terminal.focus()} />
    </div>
  );
}

/** What was done by mouse, as lines to put behind the prompt. */
function Actions({ onChoose }: { readonly onChoose: (line: string) => void }): ReactElement {
  const lines = useActions((state) => state.lines);
  const [last] = lines;
  if (last === undefined) return <span className="terminal-gap" />;
  return (
    <div className="terminal-did" aria-label={t('terminal.didLabel')} role="group">
      <span className="sub">{t('terminal.did')}</span>
      <button
        type="button"
        className="terminal-line"
        title={t('terminal.insert')}
        onClick={() => onChoose(last)}
      >
        {last}
      </button>
      {lines.length > 1 ? (
        <Menu align="end" entries={lines.map((line) => ({ text: line, onSelect: () => onChoose(line) }))}>
          <IconButton icon="chevronDown" label={t('terminal.didLabel')} />
        </Menu>
      ) : null}
    </div>
  );
}
