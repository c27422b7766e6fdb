import { printColumns } from './columns.ts';
import type { Invocation } from './invocation.ts';
import { readRevisions } from './revisions.ts';
import type { Selected } from './select-objects.ts';
import { objectTitle } from './server.ts';

/** `kubectl rollout history`. `staging/src/k8s.io/kubectl/pkg/polymorphichelpers/history.go` */
export async function printHistory(invocation: Invocation, workload: Selected): Promise<void> {
  const revisions = await readRevisions(invocation, workload);
  const rows = revisions.map((revision) => [String(revision.number), revision.changeCause || '<none>']);
  invocation.print(`${objectTitle(workload)} `);
  invocation.print(`${printColumns(['REVISION', 'CHANGE-CAUSE'], rows, { gap: 2, least: 0 })}\n`);
}
