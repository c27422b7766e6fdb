/** kubectl as a program of the shell, and curl to what the cluster opens on this computer. */
import { type ApiClient, type Kubeconfig, runKubectl, simulatedKubeconfig } from '../../kubectl/index.ts';
import type { Terminal } from '../../kubectl/index.ts';
import { useFiles } from '../../model/files-store.ts';
import { forward, useForward } from './forward-store.ts';
import { askPort } from './ask-port.ts';
import { t } from './messages.en.ts';
import { kubectlFiles } from './page-files.ts';
import { type Program, type ProgramIo, readFlags, UsageProblem, whole } from './shell/program.ts';

export interface KubectlHost {
  readonly client: ApiClient;
  /** The keyboard, for commands that talk. */
  readonly terminal: Terminal;
  readonly showEditor: () => void;
}

/** The terminal's own kubeconfig: `kubectl config set-context` changes it, and the prompt shows its namespace. */
export class KubectlProgram {
  kubeconfig: Kubeconfig = simulatedKubeconfig;
  readonly #host: KubectlHost;

  constructor(host: KubectlHost) {
    this.#host = host;
  }

  readonly run: Program = (args, io) => {
    let stdin = '';
    return {
      write: (text) => (stdin += text),
      end: () => this.#run(args, io, io.stdinIsTerminal ? undefined : stdin),
    };
  };

  async #run(args: readonly string[], io: ProgramIo, stdin: string | undefined): Promise<number> {
    const { client, terminal, showEditor } = this.#host;
    const result = await runKubectl(args, {
      client,
      files: kubectlFiles,
      kubeconfig: this.kubeconfig,
      onStdout: (text) => io.stdout(text),
      onStderr: (text) => io.stderr(text),
      signal: io.signal,
      ...(stdin === undefined ? {} : { stdin }),
      ...(io.stdinIsTerminal && io.stdoutIsTerminal ? { terminal } : {}),
      edit: (text, fileName) => {
        showEditor();
        return useFiles.getState().awaitEdit(fileName, text);
      },
      openPortForward: (ports) => forward(ports, io.signal),
    });
    if (result.kubeconfig !== undefined) this.kubeconfig = result.kubeconfig;
    return result.exitCode;
  }
}

/** `curl localhost:8080/path`: what port-forward opened, else a node port. */
export function curl(client: ApiClient): Program {
  return whole(async (_input, args, io) => {
    const { flags, operands } = readFlags(args, 'sSfikLv', 'XdHom');
    const match = /^(?:http:\/\/)?(?:localhost|127\.0\.0\.1|node-\d+)(?::(\d+))?(\/.*)?$/.exec(
      operands[0] ?? '',
    );
    if (match === null) throw new UsageProblem('from here only http://localhost:PORT can be reached', 6);
    const port = Number(match[1] ?? 80);
    const method = flags.get('X') ?? (flags.has('d') ? 'POST' : 'GET');
    const body = flags.get('d');
    const forwarded = useForward.getState().ports.find(({ localPort }) => localPort === port);
    const answer = await askPort(client, forwarded ?? port, {
      method,
      path: match[2] ?? '/',
      ...(body === undefined ? {} : { body }),
    });
    if (answer === undefined) {
      io.stderr(
        `curl: (7) Failed to connect to localhost port ${port}: Connection refused\n${t('terminal.noForward', { port })}\n`,
      );
      return 7;
    }
    io.stdout(flags.has('i') ? `HTTP/1.1 ${answer.status}\n\n${answer.body}` : answer.body);
    return 0;
  });
}
