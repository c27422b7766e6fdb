/** `kubectl rollout pause|resume|restart|undo|history`. `staging/src/k8s.io/kubectl/pkg/cmd/rollout` */
import type { Deployment } from '../../engine/api/generated/types.ts';
import type { FlagSpec } from '../flags.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, outputFlag, selectorFlag } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { outputObjects } from '../output.ts';
import { rollBack } from '../rollback.ts';
import { printHistory } from '../rollout-history.ts';
import type { Selected } from '../select-objects.ts';
import { visitObjects } from '../select-objects.ts';
import { kindTitle } from '../server.ts';

const commonFlags: readonly FlagSpec[] = [filenameFlag, selectorFlag, dryRunFlag, outputFlag];

function rolloutCommand(
  verb: string,
  flags: readonly FlagSpec[],
  act: (invocation: Invocation, selected: Selected) => Promise<void>,
): KubectlCommand {
  return {
    name: `rollout ${verb}`,
    flags: [...commonFlags, ...flags],
    async run(invocation) {
      if (invocation.words.length === 0 && !invocation.flags.given('filename')) {
        throw new KubectlError('required resource not specified');
      }
      await visitObjects(invocation, (selected) => act(invocation, selected));
    },
  };
}

export const rolloutPauseCommand = rolloutCommand('pause', [], (invocation, selected) =>
  setPaused(invocation, selected, true),
);
export const rolloutResumeCommand = rolloutCommand('resume', [], (invocation, selected) =>
  setPaused(invocation, selected, false),
);

async function setPaused(invocation: Invocation, selected: Selected, paused: boolean): Promise<void> {
  const [verb, word] = paused ? ['pausing', 'paused'] : ['resuming', 'resumed'];
  if (selected.object.kind !== 'Deployment')
    throw new KubectlError(`${selected.kind.id} "${selected.name}" ${verb} is not supported`);
  const { spec } = selected.object as Deployment;
  if ((spec?.paused === true) === paused) {
    const title = `${selected.kind.plural}.${selected.kind.group} "${selected.name}"`;
    throw new KubectlError(paused ? `${title} is already paused` : `${title} is not paused`);
  }
  const { query, suffix, client } = dryRunOf(invocation);
  const patch = { spec: { paused: paused ? true : null } };
  const changed = client
    ? selected.object
    : await invocation.server.patch(selected, 'strategic', patch, { query });
  outputObjects(invocation, selected.kind, changed, `${word}${suffix}`);
}

export const rolloutRestartCommand = rolloutCommand('restart', [], async (invocation, selected) => {
  if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(selected.object.kind ?? '')) {
    throw new KubectlError(`${selected.kind.plural} "${selected.name}" restarting is not supported`);
  }
  if (selected.object.kind === 'Deployment' && (selected.object as Deployment).spec?.paused === true) {
    throw new KubectlError(`can't restart paused deployment (run rollout resume first)`);
  }
  const { query, suffix, client } = dryRunOf(invocation);
  const annotations = { 'kubectl.kubernetes.io/restartedAt': invocation.client.now() };
  const patch = { spec: { template: { metadata: { annotations } } } };
  const changed = client
    ? selected.object
    : await invocation.server.patch(selected, 'strategic', patch, { query });
  outputObjects(invocation, selected.kind, changed, `restarted${suffix}`);
});

export const rolloutUndoCommand = rolloutCommand(
  'undo',
  [{ name: 'to-revision', takes: 'number', initially: '0' }],
  async (invocation, selected) => {
    const { suffix } = dryRunOf(invocation);
    const result = await rollBack(invocation, selected, invocation.flags.number('to-revision'));
    invocation.print(`${kindTitle(selected.kind)}/${selected.name} ${result}${suffix}`);
  },
);

export const rolloutHistoryCommand = rolloutCommand(
  'history',
  [{ name: 'revision', takes: 'number', initially: '0' }],
  printHistory,
);
