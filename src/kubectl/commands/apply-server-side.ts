/** `kubectl apply --server-side`. `staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go` */
import { type Invocation, dryRunOf } from '../invocation.ts';
import { KubectlError, ServerError } from '../kubectl-error.ts';
import type { Manifest } from '../manifests.ts';
import { withSortedKeys } from '../structured-text.ts';
import type { AppliedObjects } from './applied-objects.ts';

const waysOut = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

export async function applyServerSide(
  invocation: Invocation,
  manifest: Manifest,
  done: AppliedObjects,
): Promise<void> {
  const { flags, server } = invocation;
  const { query, suffix } = dryRunOf(invocation);
  const options = {
    fieldManager: flags.text('field-manager') || 'kubectl',
    fieldValidation: 'Strict',
    force: String(flags.isOn('force-conflicts')),
    ...query,
  };
  try {
    const applied = await server.patch(manifest, 'apply', withSortedKeys(manifest.object), {
      query: options,
    });
    done.add(manifest.kind, applied, `serverside-applied${suffix}`);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error.reason === 'Conflict') throw new KubectlError(`${error.message}\n${waysOut}`);
    throw error.during('applying patch', manifest.source);
  }
}
