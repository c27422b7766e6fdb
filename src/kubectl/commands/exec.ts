import type { Invocation, KubectlCommand } from '../invocation.ts';
import { filenameFlag } from '../invocation.ts';
import type { FlagSpec } from '../flags.ts';
import { CommandFailure, KubectlError } from '../kubectl-error.ts';
import { readManifests } from '../manifests.ts';
import { chooseContainer, readPod } from '../pods.ts';
import { runSession } from '../session.ts';

const talkFlags: readonly FlagSpec[] = [
  { name: 'container', short: 'c', takes: 'text' },
  { name: 'pod-running-timeout', takes: 'text', initially: '1m0s' },
  { name: 'quiet', short: 'q', takes: 'switch' },
  { name: 'stdin', short: 'i', takes: 'switch' },
  { name: 'tty', short: 't', takes: 'switch' },
];

const noTerminal = 'Unable to use a TTY - input is not a terminal or the right kind of file';

/** A terminal is only there when a person sits at one. */
export function asksForTerminal({ flags, terminal, warn }: Invocation): boolean {
  if (!flags.isOn('tty')) return false;
  if (terminal === undefined && !flags.isOn('quiet')) warn(noTerminal);
  return terminal !== undefined;
}

/** `kubectl exec`. `staging/src/k8s.io/kubectl/pkg/cmd/exec/exec.go` */
export const execCommand: KubectlCommand = {
  name: 'exec',
  flags: [filenameFlag, ...talkFlags],
  async run(invocation) {
    const { words, rest, flags } = invocation;
    const fromFile = flags.given('filename');
    if (words.length === 0 && !fromFile)
      throw new KubectlError('pod, type/name or --filename must be specified');
    const command = rest.length > 0 ? rest : words.slice(1);
    if (rest.length === 0 && command.length > 0)
      throw new KubectlError(
        "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples",
      );
    if (command.length === 0)
      throw new KubectlError('you must specify at least one command for the container');
    const word = fromFile ? `pod/${(await readManifests(invocation))[0]?.name ?? ''}` : words[0]!;
    const pod = await readPod(invocation, word);
    const phase = pod.status?.phase;
    if (phase === 'Succeeded' || phase === 'Failed')
      throw new KubectlError(`cannot exec into a container in a completed pod; current phase is ${phase}`);
    const container = chooseContainer(invocation, pod, flags.text('container'), flags.isOn('quiet'));
    const tty = asksForTerminal(invocation);
    const exitCode = await runSession(invocation, pod, {
      container,
      command,
      stdin: flags.isOn('stdin'),
      tty,
    });
    if (exitCode !== 0) throw new CommandFailure(exitCode);
  },
};

/** `kubectl attach`. `staging/src/k8s.io/kubectl/pkg/cmd/attach/attach.go` */
export const attachCommand: KubectlCommand = {
  name: 'attach',
  flags: talkFlags,
  async run(invocation) {
    const { words, flags, warn } = invocation;
    if (words.length === 0) throw new KubectlError('at least 1 argument is required for attach');
    if (words.length > 2)
      throw new KubectlError(
        `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${words.length}: [${words.join(' ')}]`,
      );
    const pod = await readPod(invocation, words.length === 2 ? words.join('/') : words[0]!);
    const phase = pod.status?.phase;
    if (phase === 'Succeeded' || phase === 'Failed')
      throw new KubectlError(`cannot attach a container in a completed pod; current phase is ${phase}`);
    const container = chooseContainer(invocation, pod, flags.text('container'), flags.isOn('quiet'));
    const spec = pod.spec?.containers?.find(({ name }) => name === container);
    const tty = asksForTerminal(invocation) && spec?.tty === true;
    if (flags.isOn('tty') && spec?.tty !== true && !flags.isOn('quiet'))
      warn(`error: Unable to use a TTY - container ${container} did not allocate one`);
    if (tty && !flags.isOn('quiet'))
      warn(
        "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.",
      );
    await runSession(invocation, pod, { container, stdin: flags.isOn('stdin'), tty });
  },
};
