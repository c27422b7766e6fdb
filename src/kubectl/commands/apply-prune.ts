/** `kubectl apply --prune`. `staging/src/k8s.io/kubectl/pkg/cmd/apply/prune.go`, `pkg/util/prune/prune.go` */
import type { ResourceKind } from '../../engine/api/kinds.ts';
import { type AnyObject, nameOf, namespaceOf } from '../../engine/api/object.ts';
import { type Invocation, dryRunOf } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { lastAppliedAnnotation } from '../last-applied.ts';
import { outputObjects } from '../output.ts';
import { kindByName } from '../resource-arguments.ts';

const namespacedKinds =
  'configmaps endpoints persistentvolumeclaims pods replicationcontrollers secrets services jobs cronjobs ingresses daemonsets deployments replicasets statefulsets'.split(
    ' ',
  );
const clusterKinds = ['namespaces', 'persistentvolumes'];

/** @throws KubectlError when nothing says what may go */
export function checkPrune({ flags }: Invocation): void {
  if (flags.isOn('prune') && !flags.isOn('all') && flags.text('selector') === '')
    throw new KubectlError(
      'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector',
    );
}

/** Kinds of which something may go. @throws KubectlError for a word of `--prune-allowlist` that names none */
export async function prunedKinds({ flags, server }: Invocation): Promise<ResourceKind[]> {
  const words = flags.texts('prune-allowlist');
  if (words.length === 0) return [...namespacedKinds, ...clusterKinds].map(kindByName);
  const kinds: ResourceKind[] = [];
  for (const word of words) {
    const [group = '', version = '', kindName = '', ...more] = word.split('/');
    if (kindName === '' || more.length > 0)
      throw new KubectlError(`invalid GroupVersionKind format: ${word}, please follow <group/version/kind>`);
    const apiVersion = group === 'core' ? version : `${group}/${version}`;
    const kind = await server.kindOfObject(apiVersion, kindName);
    if (kind === undefined)
      throw new KubectlError(`no matches for kind "${kindName}" in version "${apiVersion}"`);
    kinds.push(kind);
  }
  return kinds;
}

/** Takes away what was applied earlier and isn't among the objects any more. */
export async function prune(
  invocation: Invocation,
  applied: readonly AnyObject[],
  kinds: readonly ResourceKind[],
): Promise<void> {
  const kept = new Set(applied.map(({ metadata }) => metadata?.uid));
  const namespaces = new Set(applied.map(namespaceOf).filter((namespace) => namespace !== ''));
  const namespaced = kinds.filter((kind) => kind.namespaced);
  for (const namespace of namespaces)
    for (const kind of namespaced) await pruneKind(invocation, kind, namespace, kept);
  for (const kind of kinds) if (!kind.namespaced) await pruneKind(invocation, kind, '', kept);
}

async function pruneKind(
  invocation: Invocation,
  kind: ResourceKind,
  namespace: string,
  kept: ReadonlySet<string | undefined>,
): Promise<void> {
  const { flags, server } = invocation;
  const { suffix, query, client } = dryRunOf(invocation);
  const selector = flags.text('selector');
  const items = await server.list(kind, namespace, selector === '' ? {} : { labelSelector: selector });
  for (const item of items) {
    if (item.metadata?.annotations?.[lastAppliedAnnotation] === undefined) continue;
    if (kept.has(item.metadata.uid)) continue;
    const body = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' };
    if (!client) await server.delete({ kind, namespace, name: nameOf(item) }, body, query);
    outputObjects(invocation, kind, item, `pruned${suffix}`);
  }
}
