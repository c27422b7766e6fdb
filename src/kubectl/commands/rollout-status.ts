import type { AnyObject } from '../../engine/api/object.ts';
import { rolloutStatus } from '../../engine/api/rollout-status.ts';
import { parseGoDuration } from '../go-duration.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { filenameFlag, forEach, selectorFlag } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Selected } from '../select-objects.ts';
import { selectObjects } from '../select-objects.ts';

/** `kubectl rollout status`. `staging/src/k8s.io/kubectl/pkg/cmd/rollout/rollout_status.go` */
export const rolloutStatusCommand: KubectlCommand = {
  name: 'rollout status',
  flags: [
    filenameFlag,
    selectorFlag,
    { name: 'revision', takes: 'number', initially: '0' },
    { name: 'timeout', takes: 'text', initially: '0s' },
    { name: 'watch', short: 'w', takes: 'switch', initially: 'true' },
  ],
  async run(invocation) {
    if (invocation.words.length === 0 && !invocation.flags.given('filename')) {
      throw new KubectlError('required resource not specified');
    }
    await forEach(await selectObjects(invocation), (selected) => followRollout(invocation, selected));
  },
};

/** Prints the status now and after each change of the workload, until the rollout is over. */
async function followRollout(invocation: Invocation, selected: Selected): Promise<void> {
  const { flags, server } = invocation;
  if (tell(invocation, selected.object) || !flags.isOn('watch')) return;
  let failure: unknown;
  const timeoutMs = parseGoDuration(flags.text('timeout'));
  const over = await server.follow(
    selected,
    selected.object.metadata?.resourceVersion ?? '',
    (event) => {
      if (event.type === 'DELETED') failure = new KubectlError('object has been deleted');
      try {
        return failure !== undefined || tell(invocation, event.object as AnyObject);
      } catch (error) {
        failure = error;
        return true;
      }
    },
    timeoutMs > 0 ? timeoutMs : undefined,
  );
  if (failure !== undefined) throw failure;
  if (!over) throw new KubectlError('timed out waiting for the condition');
}

function tell(invocation: Invocation, object: AnyObject): boolean {
  const status = rolloutStatus(object);
  if ('error' in status) throw new KubectlError(status.error);
  invocation.print(status.message.replace(/\n$/, ''));
  return status.done;
}
