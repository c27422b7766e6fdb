import type { Node } from '../../engine/api/generated/types.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, forEach, selectorFlag } from '../invocation.ts';
import { usageError } from '../kubectl-error.ts';
import { selectObjects } from '../select-objects.ts';

export const cordonCommand = unschedulableCommand('cordon', true);
export const uncordonCommand = unschedulableCommand('uncordon', false);

/** `kubectl cordon` and `uncordon`. `staging/src/k8s.io/kubectl/pkg/cmd/drain/drain.go` */
function unschedulableCommand(name: 'cordon' | 'uncordon', unschedulable: boolean): KubectlCommand {
  return {
    name,
    flags: [dryRunFlag, selectorFlag],
    async run(invocation) {
      const { words, flags } = invocation;
      if (words.length === 0 && !flags.given('selector'))
        throw usageError(name, `USAGE: ${name} NODE [flags]`);
      const nodes = await selectObjects(invocation, ['node', ...words]);
      await forEach(nodes, async (selected) => {
        const already = ((selected.object as Node).spec?.unschedulable === true) === unschedulable;
        if (!already) await setUnschedulable(invocation, selected, unschedulable);
        invocation.print(
          `node/${selected.name} ${already ? 'already ' : ''}${name}ed${dryRunOf(invocation).suffix}`,
        );
      });
    },
  };
}

async function setUnschedulable(
  invocation: Invocation,
  node: Awaited<ReturnType<typeof selectObjects>>[number],
  unschedulable: boolean,
): Promise<void> {
  const { query, client } = dryRunOf(invocation);
  const patch = { spec: { unschedulable: unschedulable ? true : null } };
  if (!client) await invocation.server.patch(node, 'strategic', patch, { query });
}
