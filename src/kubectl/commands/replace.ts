import type { AnyObject } from '../../engine/api/object.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, outputFlag } from '../invocation.ts';
import { KubectlError, ServerError } from '../kubectl-error.ts';
import { withLastApplied } from '../last-applied.ts';
import { type Manifest, readManifests } from '../manifests.ts';
import { outputObjects } from '../output.ts';
import { sendRaw } from '../raw-request.ts';
import { kindTitle, objectPath } from '../server.ts';
import { parseGoDuration } from '../go-duration.ts';
import { waitUntilGone } from '../wait-until-gone.ts';

/** `kubectl replace`. `staging/src/k8s.io/kubectl/pkg/cmd/replace/replace.go` */
export const replaceCommand: KubectlCommand = {
  name: 'replace',
  flags: [
    filenameFlag,
    dryRunFlag,
    outputFlag,
    { name: 'cascade', takes: 'text', alone: 'background', initially: 'background' },
    { name: 'force', takes: 'switch' },
    { name: 'grace-period', takes: 'number', initially: '-1' },
    { name: 'raw', takes: 'text' },
    { name: 'save-config', takes: 'switch' },
    { name: 'subresource', takes: 'text' },
    { name: 'timeout', takes: 'text', initially: '0s' },
    { name: 'validate', takes: 'text', alone: 'strict' },
    { name: 'wait', takes: 'switch' },
  ],
  async run(invocation) {
    const { flags } = invocation;
    if (!flags.given('filename')) throw new KubectlError('must specify one of -f and -k');
    if (flags.given('raw')) return sendRaw(invocation, 'PUT', true);
    if (flags.number('grace-period') >= 0 && !flags.isOn('force'))
      throw new KubectlError('--grace-period must have --force specified');
    if (flags.text('timeout') !== '0s' && !flags.isOn('force'))
      throw new KubectlError('--timeout must have --force specified');
    const manifests = await readManifests(invocation);
    if (flags.isOn('force')) return forceReplace(invocation, manifests);
    if (manifests.length === 0) throw new KubectlError('no objects passed to replace');
    await forEach(manifests, (manifest) => replaceOne(invocation, manifest));
  },
};

const fieldManager = 'kubectl-replace';

async function replaceOne(invocation: Invocation, manifest: Manifest): Promise<void> {
  const { server, flags } = invocation;
  const { query, suffix, client } = dryRunOf(invocation);
  const object = flags.isOn('save-config') ? withLastApplied(manifest.object) : manifest.object;
  const subresource = flags.text('subresource');
  try {
    const replaced = client
      ? object
      : await server.send({
          method: 'PUT',
          path: objectPath(manifest) + (subresource === '' ? '' : `/${subresource}`),
          query: { fieldManager, fieldValidation: 'Strict', ...query },
          body: await withVersion(invocation, manifest, object),
        });
    outputObjects(invocation, manifest.kind, replaced as AnyObject, `replaced${suffix}`);
  } catch (error) {
    throw error instanceof ServerError ? error.during('replacing', manifest.source) : error;
  }
}

/** Without a version of its own, the manifest replaces whatever is there. */
async function withVersion(
  invocation: Invocation,
  manifest: Manifest,
  object: AnyObject,
): Promise<AnyObject> {
  if (object.metadata?.resourceVersion !== undefined) return object;
  const current = await invocation.server.get(manifest);
  const resourceVersion = current.metadata?.resourceVersion ?? '';
  return { ...object, metadata: { ...object.metadata, resourceVersion } };
}

/** Deletes, waits, and makes anew. */
async function forceReplace(invocation: Invocation, manifests: readonly Manifest[]): Promise<void> {
  const { server, flags, print } = invocation;
  const grace = flags.number('grace-period');
  for (const manifest of manifests) {
    const present = await server.find(manifest);
    if (present === undefined) continue;
    const body = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' };
    await server.delete(manifest, grace < 0 ? body : { ...body, gracePeriodSeconds: grace });
    const place = manifest.namespace === '' ? '' : ` from ${manifest.namespace} namespace`;
    print(`${kindTitle(manifest.kind)} "${manifest.name}" deleted${place}`);
    await waitUntilGone(
      invocation,
      manifest,
      present.metadata?.uid ?? '',
      parseGoDuration(flags.text('timeout')),
    );
  }
  await forEach(manifests, async (manifest) => {
    const query = { fieldManager, fieldValidation: 'Strict' };
    const created = await server.create(manifest.kind, manifest.namespace, manifest.object, query);
    outputObjects(invocation, manifest.kind, created, 'replaced');
  });
}
