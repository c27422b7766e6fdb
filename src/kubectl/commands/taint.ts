import type { Node } from '../../engine/api/generated/types.ts';
import type { KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, outputFlag, selectorFlag } from '../invocation.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import { outputObjects } from '../output.ts';
import { type Selected, visitObjects } from '../select-objects.ts';
import { changeTaints, conflictingTaints, parseTaintChanges } from '../taints.ts';
import type { TaintChanges } from '../taints.ts';

/** `kubectl taint nodes node-1 key=value:NoSchedule`. `staging/src/k8s.io/kubectl/pkg/cmd/taint/taint.go` */
export const taintCommand: KubectlCommand = {
  name: 'taint',
  flags: [
    dryRunFlag,
    outputFlag,
    selectorFlag,
    { name: 'all', takes: 'switch' },
    { name: 'overwrite', takes: 'switch' },
  ],
  async run(invocation) {
    const { resources, changes } = splitTaints(invocation.words);
    const overwrite = invocation.flags.isOn('overwrite');
    const change = async (selected: Selected) => {
      if (selected.kind.id !== 'nodes') {
        throw new KubectlError(`invalid resource type ${selected.kind.plural}, only node(s) is supported`);
      }
      const current = (selected.object as Node).spec?.taints ?? [];
      const conflicts = conflictingTaints(current, changes.add);
      if (conflicts !== '' && !overwrite) {
        throw new KubectlError(
          `node ${selected.name} already has ${conflicts} taint(s) with same effect(s) and --overwrite is false`,
        );
      }
      const { operation, taints } = changeTaints(current, changes, overwrite);
      const { query, suffix, client } = dryRunOf(invocation);
      const patch = { spec: { taints: taints.length === 0 ? null : taints } };
      const changed = client
        ? selected.object
        : await invocation.server.patch(selected, 'strategic', patch, { query });
      outputObjects(invocation, selected.kind, changed, `${operation}${suffix}`);
    };
    await visitObjects(invocation, change, resources);
  },
};

const isTaint = (word: string) => /[=:]/.test(word) || word.endsWith('-');

function splitTaints(words: readonly string[]): { resources: readonly string[]; changes: TaintChanges } {
  const first = words.findIndex(isTaint);
  const resources = first < 0 ? words : words.slice(0, first);
  const taints = first < 0 ? [] : words.slice(first);
  const stray = taints.find((word) => !isTaint(word));
  if (stray !== undefined)
    throw new KubectlError(`all resources must be specified before taint changes: ${stray}`);
  if (resources.length === 0)
    throw new KubectlError('one or more resources must be specified as <resource> <name>');
  if (taints.length === 0) throw new KubectlError('at least one taint update is required');
  try {
    return { resources, changes: parseTaintChanges(taints) };
  } catch (error) {
    throw error instanceof KubectlError ? usageError('taint', error.message) : error;
  }
}
