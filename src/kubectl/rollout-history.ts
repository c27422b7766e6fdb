import type { PodTemplateSpec } from '../engine/api/generated/types.ts';
import { printColumns } from './columns.ts';
import { Description } from './describe/description.ts';
import { describePodTemplate } from './describe/pod-template.ts';
import type { Invocation } from './invocation.ts';
import { KubectlError } from './kubectl-error.ts';
import { changeCauseAnnotation, readRevisions, type Revision } from './revisions.ts';
import { outputObjects } from './output.ts';
import type { Selected } from './select-objects.ts';
import { objectTitle } from './server.ts';

/** `kubectl rollout history`. `staging/src/k8s.io/kubectl/pkg/polymorphichelpers/history.go` */
export async function printHistory(invocation: Invocation, workload: Selected): Promise<void> {
  const revisions = await readRevisions(invocation, workload);
  const number = invocation.flags.number('revision');
  if (number > 0) {
    const revision = revisions.find((candidate) => candidate.number === number);
    if (revision === undefined) throw new KubectlError('unable to find the specified revision');
    const format = invocation.flags.text('output');
    if (format !== '') return outputObjects(invocation, revision.kind, revision.object, '');
    const description = new Description(invocation.client.now());
    describePodTemplate(description, withCause(revision));
    invocation.print(`${objectTitle(workload)} with revision #${number}`);
    invocation.print(`${description.withTabs()}\n`);
    return;
  }
  const rows = revisions.map((revision) => [String(revision.number), revision.changeCause || '<none>']);
  invocation.print(`${objectTitle(workload)} `);
  invocation.print(`${printColumns(['REVISION', 'CHANGE-CAUSE'], rows, { gap: 2, least: 0 })}\n`);
}

/** Why a Deployment's revision came about is told among the annotations of its pods. */
function withCause({ template, changeCause, object }: Revision): PodTemplateSpec {
  if (changeCause === '' || object.kind !== 'ReplicaSet') return template;
  const annotations = { ...template.metadata?.annotations, [changeCauseAnnotation]: changeCause };
  return { ...template, metadata: { ...template.metadata, annotations } };
}
