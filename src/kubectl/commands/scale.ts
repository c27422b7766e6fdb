import { refuse } from '../../engine/api/status-error.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, outputFlag, selectorFlag } from '../invocation.ts';
import { KubectlError, ServerError } from '../kubectl-error.ts';
import { outputObjects } from '../output.ts';
import type { Selected } from '../select-objects.ts';
import { visitObjects } from '../select-objects.ts';

/** `kubectl scale`. `staging/src/k8s.io/kubectl/pkg/cmd/scale/scale.go` */
export const scaleCommand: KubectlCommand = {
  name: 'scale',
  flags: [
    filenameFlag,
    selectorFlag,
    dryRunFlag,
    outputFlag,
    { name: 'all', takes: 'switch' },
    { name: 'replicas', takes: 'number' },
    { name: 'current-replicas', takes: 'number', initially: '-1' },
    { name: 'resource-version', takes: 'text' },
    { name: 'timeout', takes: 'text', initially: '0' },
  ],
  requires: ['replicas'],
  async run(invocation) {
    const replicas = invocation.flags.number('replicas');
    if (replicas < 0) {
      throw new KubectlError(
        'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
      );
    }
    const count = await visitObjects(invocation, (selected) => scaleOne(invocation, selected, replicas));
    if (count === 0) throw new KubectlError('no objects passed to scale');
  },
};

async function scaleOne(invocation: Invocation, selected: Selected, replicas: number): Promise<void> {
  const { query, suffix, client } = dryRunOf(invocation);
  if (!selected.kind.subresources.includes('scale')) {
    throw new ServerError(refuse(404, 'NotFound', 'the server could not find the requested resource').status);
  }
  checkPreconditions(invocation, selected);
  if (!client)
    await invocation.server.patch(selected, 'merge', { spec: { replicas } }, { subresource: 'scale', query });
  outputObjects(invocation, selected.kind, selected.object, `scaled${suffix}`);
}

function checkPreconditions(invocation: Invocation, { object }: Selected): void {
  const wanted = invocation.flags.number('current-replicas');
  const current = (object['spec'] as { replicas?: number } | undefined)?.replicas ?? 0;
  if (wanted >= 0 && wanted !== current)
    throw new KubectlError(`Expected replicas to be ${wanted}, was ${current}`);
  const version = invocation.flags.text('resource-version');
  if (version !== '' && version !== object.metadata?.resourceVersion) {
    throw new KubectlError(
      `Expected resource version to be ${version}, was ${object.metadata?.resourceVersion}`,
    );
  }
}
