import type { Pod } from '../../engine/api/generated/types.ts';
import type { KubectlCommand } from '../invocation.ts';
import { CommandFailure, usageError } from '../kubectl-error.ts';
import { kindByName } from '../resource-arguments.ts';
import { objectPath } from '../server.ts';

interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `kubectl exec`, to the end of the command: there is no terminal to attach. `kubectl/pkg/cmd/exec/exec.go` */
export const execCommand: KubectlCommand = {
  name: 'exec',
  flags: [
    { name: 'container', short: 'c', takes: 'text' },
    { name: 'stdin', short: 'i', takes: 'switch' },
    { name: 'tty', short: 't', takes: 'switch' },
  ],
  async run({ words, rest, flags, server, namespace, write, warn }) {
    const [word = ''] = words;
    if (word === '') throw usageError('exec', 'pod, type/name or --filename must be specified');
    if (rest.length === 0)
      throw usageError('exec', 'you must specify at least one command for the container');
    const name = word.replace(/^(pod|pods|po)\//, '');
    const reference = { kind: kindByName('pods'), namespace, name };
    const { spec } = (await server.get(reference)) as Pod;
    const containers = spec?.containers ?? [];
    const asked = flags.text('container');
    if (asked === '' && containers.length > 1) {
      const names = containers.map((container) => container.name).join(', ');
      warn(`Defaulted container "${containers[0]!.name}" out of: ${names}`);
    }
    const body = { container: asked || (containers[0]?.name ?? ''), command: rest };
    const answer = await server.send({ method: 'POST', path: `${objectPath(reference)}/exec`, body });
    const { exitCode, stdout, stderr } = answer as Finished;
    write(stdout);
    if (stderr !== '') warn(stderr.replace(/\n$/, ''));
    if (exitCode !== 0) throw new CommandFailure(exitCode);
  },
};
