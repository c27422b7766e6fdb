import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ApiClient, ForwardedPort } from '../../kubectl/index.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { askPort, type PortReply } from './ask-port.ts';
import { useForward } from './forward-store.ts';
import { t } from './messages.en.ts';

interface ForwardViewProps {
  readonly client: ApiClient;
  /** The person is done with it: the keyboard goes back to the terminal. */
  readonly onClosed: () => void;
}

/** A small browser for the ports that port-forward opened. */
export function ForwardView({ client, onClosed }: ForwardViewProps): ReactElement | null {
  const { ports, close } = useForward();
  const [port] = ports;
  if (port === undefined) return null;
  return (
    <aside className="forward" aria-label={t('terminal.forwarded', { port: port.port, pod: port.pod })}>
      <ForwardedPage
        key={`${port.pod}:${port.localPort}`}
        client={client}
        ports={ports}
        onClose={() => {
          close();
          onClosed();
        }}
      />
    </aside>
  );
}

interface ForwardedPageProps {
  readonly client: ApiClient;
  readonly ports: readonly ForwardedPort[];
  readonly onClose: () => void;
}

type Shown = { readonly port: ForwardedPort; readonly reply: PortReply | undefined };

function ForwardedPage({ client, ports, onClose }: ForwardedPageProps): ReactElement {
  const [address, setAddress] = useState(`http://localhost:${ports[0]!.localPort}/`);
  const [shown, show] = useState<Shown | undefined>(undefined);
  const get = async (): Promise<void> => {
    const match = /^(?:http:\/\/)?[\w.-]+:(\d+)(\/.*)?$/.exec(address.trim());
    const port = ports.find(({ localPort }) => localPort === Number(match?.[1])) ?? ports[0]!;
    show({ port, reply: await askPort(client, port, { method: 'GET', path: match?.[2] ?? '/' }) });
  };
  return (
    <>
      <form
        className="forward-bar"
        onSubmit={(event) => {
          event.preventDefault();
          void get();
        }}
      >
        <input
          className="forward-address"
          aria-label={t('terminal.address')}
          spellCheck={false}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <Button look="line" type="submit">
          {t('terminal.get')}
        </Button>
        <IconButton icon="close" label={t('terminal.stopForward')} onClick={onClose} />
      </form>
      <pre className="forward-answer" role="status">
        {answerText(shown)}
      </pre>
    </>
  );
}

function answerText(shown: Shown | undefined): string {
  if (shown === undefined) return t('terminal.noAnswer');
  const { port, reply } = shown;
  if (reply === undefined) return t('terminal.refused', { port: port.port, pod: port.pod });
  return `HTTP ${reply.status}\n\n${reply.body}`;
}
