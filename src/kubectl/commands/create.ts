import { outputObjects } from '../output.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, outputFlag } from '../invocation.ts';
import { withLastApplied } from '../last-applied.ts';
import { KubectlError, ServerError, usageError } from '../kubectl-error.ts';
import type { Manifest } from '../manifests.ts';
import { readManifests } from '../manifests.ts';
import { sendRaw } from '../raw-request.ts';

/** `kubectl create -f`. `staging/src/k8s.io/kubectl/pkg/cmd/create/create.go` */
export const createCommand: KubectlCommand = {
  name: 'create',
  flags: [
    filenameFlag,
    dryRunFlag,
    outputFlag,
    { name: 'raw', takes: 'text' },
    { name: 'save-config', takes: 'switch' },
    { name: 'validate', takes: 'text', alone: 'strict' },
  ],
  async run(invocation) {
    if (invocation.words.length > 0)
      throw usageError('create', `Unexpected args: [${invocation.words.join(' ')}]`);
    if (!invocation.flags.given('filename')) throw new KubectlError('must specify one of -f and -k');
    if (invocation.flags.given('raw')) return sendRaw(invocation, 'POST', true);
    const manifests = await readManifests(invocation);
    if (manifests.length === 0) throw new KubectlError('no objects passed to create');
    await forEach(manifests, (manifest) => createOne(invocation, manifest));
  },
};

async function createOne(invocation: Invocation, manifest: Manifest): Promise<void> {
  const { kind, namespace, source } = manifest;
  const dryRun = dryRunOf(invocation);
  const object = invocation.flags.isOn('save-config') ? withLastApplied(manifest.object) : manifest.object;
  const query = { fieldManager: 'kubectl-create', fieldValidation: 'Strict', ...dryRun.query };
  try {
    const created = dryRun.client ? object : await invocation.server.create(kind, namespace, object, query);
    outputObjects(invocation, kind, created, `created${dryRun.suffix}`);
  } catch (error) {
    throw error instanceof ServerError ? error.during('creating', source) : error;
  }
}
