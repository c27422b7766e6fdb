import type { AnyObject } from '../../engine/api/object.ts';
import type { KubectlCommand } from '../invocation.ts';
import { filenameFlag, forEach, outputFlag } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { outputObjects } from '../output.ts';
import { selectObjects } from '../select-objects.ts';
import { objectPath } from '../server.ts';

interface Condition {
  readonly type: string;
}

/** `kubectl certificate approve|deny`. `staging/src/k8s.io/kubectl/pkg/cmd/certificates/certificates.go` */
function certificateCommand(verb: 'approve' | 'deny'): KubectlCommand {
  const [type, reason, word] =
    verb === 'approve' ? ['Approved', 'KubectlApprove', 'approved'] : ['Denied', 'KubectlDeny', 'denied'];
  return {
    name: `certificate ${verb}`,
    flags: [filenameFlag, outputFlag, { name: 'force', takes: 'switch' }],
    async run(invocation) {
      const { words, flags, server, client } = invocation;
      if (words.length === 0 && !flags.given('filename'))
        throw new KubectlError('one or more CSRs must be specified as <name> or -f <filename>');
      const wanted = words.length === 0 ? [] : ['certificatesigningrequests', ...words];
      await forEach(await selectObjects(invocation, wanted), async (selected) => {
        const status = (selected.object['status'] ?? {}) as { conditions?: readonly Condition[] };
        const conditions = status.conditions ?? [];
        const already = conditions.some((condition) => condition.type === type) && !flags.isOn('force');
        const message = `This CSR was ${word} by kubectl certificate ${verb}.`;
        const added = { type, status: 'True', reason, message, lastUpdateTime: client.now() };
        const body: AnyObject = {
          ...selected.object,
          status: { ...status, conditions: [...conditions, added] },
        };
        if (!already) await server.send({ method: 'PUT', path: `${objectPath(selected)}/approval`, body });
        outputObjects(invocation, selected.kind, selected.object, word!);
      });
    },
  };
}

export const certificateCommands = [certificateCommand('approve'), certificateCommand('deny')];
