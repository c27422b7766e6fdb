import type { AnyObject } from '../../engine/api/object.ts';
import { threeWayPatch } from '../three-way-patch.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, outputFlag, selectorFlag } from '../invocation.ts';
import { goJson } from '../go-json.ts';
import { withSortedKeys } from '../structured-text.ts';
import { lastAppliedAnnotation, lastAppliedOf, withLastApplied } from '../last-applied.ts';
import { KubectlError, ServerError, usageError } from '../kubectl-error.ts';
import { matchesLabels, parseLabelSelector } from '../../engine/api/label-selector.ts';
import { AppliedObjects } from './applied-objects.ts';
import { checkPrune, prune, prunedKinds } from './apply-prune.ts';
import { applyServerSide } from './apply-server-side.ts';
import type { Manifest } from '../manifests.ts';
import { readManifests } from '../manifests.ts';

const fieldManager = 'kubectl-client-side-apply';

/** `kubectl apply -f`. `staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go` */
export const applyCommand: KubectlCommand = {
  name: 'apply',
  flags: [
    filenameFlag,
    dryRunFlag,
    outputFlag,
    { name: 'force', takes: 'switch' },
    { name: 'overwrite', takes: 'switch', initially: 'true' },
    { name: 'validate', takes: 'text', alone: 'strict' },
    { name: 'wait', takes: 'switch' },
    { name: 'all', takes: 'switch' },
    { name: 'cascade', takes: 'text', alone: 'background', initially: 'background' },
    { name: 'force-conflicts', takes: 'switch' },
    { name: 'grace-period', takes: 'number', initially: '-1' },
    { name: 'openapi-patch', takes: 'switch', initially: 'true' },
    { name: 'prune', takes: 'switch' },
    { name: 'prune-allowlist', takes: 'texts' },
    selectorFlag,
    { name: 'server-side', takes: 'switch' },
    { name: 'subresource', takes: 'text' },
    { name: 'timeout', takes: 'text', initially: '0s' },
  ],
  async run(invocation) {
    if (invocation.words.length > 0)
      throw usageError('apply', `Unexpected args: [${invocation.words.join(' ')}]`);
    if (!invocation.flags.given('filename')) throw new KubectlError('must specify one of -f and -k');
    const { flags, server } = invocation;
    checkFlags(invocation);
    const chosen = parseLabelSelector(flags.text('selector'));
    const manifests = (await readManifests(invocation)).filter(({ object }) =>
      matchesLabels(chosen, object.metadata?.labels),
    );
    if (manifests.length === 0) throw new KubectlError('no objects passed to apply');
    const allowed = await prunedKinds(invocation);
    const apply = flags.isOn('server-side') ? applyServerSide : applyOne;
    const done = new AppliedObjects(invocation);
    await forEach(manifests, (manifest) => apply(invocation, manifest, done));
    done.print();
    if (!flags.isOn('prune')) return;
    const applied: AnyObject[] = [];
    for (const manifest of manifests) applied.push(await server.get(manifest));
    await prune(invocation, applied, allowed);
  },
};

/** @throws KubectlError for flags that don't go together */
function checkFlags(invocation: Invocation): void {
  const { flags } = invocation;
  checkPrune(invocation);
  if (flags.isOn('force-conflicts') && !flags.isOn('server-side'))
    throw new KubectlError('--force-conflicts only works with --server-side');
  if (flags.isOn('server-side') && flags.text('dry-run') === 'client')
    throw new KubectlError(
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    );
}

async function applyOne(invocation: Invocation, manifest: Manifest, done: AppliedObjects): Promise<void> {
  let current: AnyObject | undefined;
  try {
    current = await invocation.server.find(manifest);
  } catch (error) {
    throw during(
      error,
      'retrieving current configuration of:\n' + describe(manifest) + '\nfrom server for:',
      manifest,
    );
  }
  if (current === undefined) return createApplied(invocation, manifest, done);
  const { suffix, client } = dryRunOf(invocation);
  // What a patch would do is nothing that this dry run finds out.
  if (client) return done.add(manifest.kind, current, `configured${suffix}`);
  return patchApplied(invocation, manifest, current, done);
}

async function createApplied(
  invocation: Invocation,
  manifest: Manifest,
  done: AppliedObjects,
): Promise<void> {
  const { suffix, query, client } = dryRunOf(invocation);
  const object = withLastApplied(manifest.object);
  const options = { fieldManager, fieldValidation: 'Strict', ...query };
  try {
    const created = client
      ? object
      : await invocation.server.create(manifest.kind, manifest.namespace, object, options);
    done.add(manifest.kind, created, `created${suffix}`);
  } catch (error) {
    throw during(error, 'creating', manifest);
  }
}

async function patchApplied(
  invocation: Invocation,
  manifest: Manifest,
  current: AnyObject,
  done: AppliedObjects,
): Promise<void> {
  const { suffix, query } = dryRunOf(invocation);
  if (current.metadata?.annotations?.[lastAppliedAnnotation] === undefined)
    warnOfMissing(invocation, manifest);
  const original = lastAppliedOf(current) ?? {};
  const { patch, type } = threeWayPatch(manifest.kind, original, withLastApplied(manifest.object), current);
  if (Object.keys(patch).length === 0) {
    done.add(manifest.kind, current, `unchanged${suffix}`);
    return;
  }
  const options = { query: { fieldManager, fieldValidation: 'Strict', ...query } };
  try {
    const changed = await invocation.server.patch(manifest, type, patch, options);
    done.add(manifest.kind, changed, `configured${suffix}`);
  } catch (error) {
    throw during(
      error instanceof ServerError ? error.during('patching', manifest.source) : error,
      `applying patch:\n${goJson(withSortedKeys(patch))}\nto:\n${describe(manifest)}\nfor:`,
      manifest,
    );
  }
}

function warnOfMissing(invocation: Invocation, manifest: Manifest): void {
  invocation.warn(
    `Warning: resource ${manifest.kind.plural}/${manifest.name} is missing the ${lastAppliedAnnotation} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`,
  );
}

function during(error: unknown, verb: string, manifest: Manifest): unknown {
  return error instanceof ServerError ? error.during(verb, manifest.source) : error;
}

/** How cli-runtime's `Info.String` writes an object. */
function describe({ kind, name, namespace }: Manifest): string {
  const group = `${kind.group}/${kind.version}`;
  return `Resource: "${group}, Resource=${kind.plural}", GroupVersionKind: "${group}, Kind=${kind.kind}"\nName: "${name}", Namespace: "${namespace}"`;
}
