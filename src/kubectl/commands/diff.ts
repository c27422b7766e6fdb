/** `kubectl diff`. `staging/src/k8s.io/kubectl/pkg/cmd/diff/diff.go` */
import type { AnyObject } from '../../engine/api/object.ts';
import { ExitCode } from '../exit-code.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { filenameFlag, selectorFlag } from '../invocation.ts';
import { KubectlError, printError } from '../kubectl-error.ts';
import { lastAppliedAnnotation, lastAppliedOf } from '../last-applied.ts';
import { type Manifest, readManifests } from '../manifests.ts';
import { printYaml } from '../structured-text.ts';
import { threeWayPatch } from '../three-way-patch.ts';
import { unifiedDiff } from '../unified-diff.ts';

const fieldManager = 'kubectl-client-side-apply';

/** Exit codes: something differs, and something went wrong. */
const differs = 1;
const failed = 2;

export const diffCommand: KubectlCommand = {
  name: 'diff',
  flags: [
    filenameFlag,
    selectorFlag,
    { name: 'concurrency', takes: 'number', initially: '1' },
    { name: 'field-manager', takes: 'text', initially: fieldManager },
    { name: 'force-conflicts', takes: 'switch' },
    { name: 'kustomize', short: 'k', takes: 'text' },
    { name: 'server-side', takes: 'switch' },
    { name: 'show-managed-fields', takes: 'switch' },
  ],
  async run(invocation) {
    try {
      await printDifferences(invocation);
    } catch (error) {
      if (error instanceof ExitCode) throw error;
      // 1 says that something differs.
      invocation.writeError(printError(error));
      throw new ExitCode(failed);
    }
  },
};

async function printDifferences(invocation: Invocation): Promise<void> {
  if (!invocation.flags.given('filename')) throw new KubectlError('must specify one of -f and -k');
  let found = false;
  for (const manifest of await readManifests(invocation)) {
    const [live, merged] = await bothSides(invocation, manifest);
    const hunks = unifiedDiff(printSide(live), printSide(merged));
    if (hunks === '') continue;
    found = true;
    printDifference(invocation, manifest, hunks);
  }
  if (found) throw new ExitCode(differs);
}

/** The object as it is, and as an apply would leave it. */
async function bothSides(
  { server, flags }: Invocation,
  manifest: Manifest,
): Promise<[AnyObject | undefined, AnyObject | undefined]> {
  const live = await server.find(manifest);
  if (flags.isOn('server-side')) {
    const force: Record<string, string> = flags.isOn('force-conflicts') ? { force: 'true' } : {};
    const query = { dryRun: 'All', fieldManager: 'kubectl', ...force };
    return [live, await server.patch(manifest, 'apply', manifest.object, { query })];
  }
  const query = { dryRun: 'All', fieldManager: flags.text('field-manager') };
  const { [lastAppliedAnnotation]: _, ...annotations } = manifest.object.metadata?.annotations ?? {};
  const modified = { ...manifest.object, metadata: { ...manifest.object.metadata, annotations } };
  if (live === undefined)
    return [undefined, await server.create(manifest.kind, manifest.namespace, modified, query)];
  const { type, patch } = threeWayPatch(manifest.kind, lastAppliedOf(live) ?? {}, modified, live);
  if (Object.keys(patch).length === 0) return [live, live];
  return [live, await server.patch(manifest, type, patch, { query })];
}

function printSide(object: AnyObject | undefined): string {
  if (object === undefined) return '';
  const { managedFields: _, ...metadata } = object.metadata ?? {};
  return printYaml({ ...object, metadata });
}

function printDifference({ write, client }: Invocation, manifest: Manifest, hunks: string): void {
  const { kind, namespace, name } = manifest;
  const file = [kind.group, kind.version, kind.kind, namespace, name].filter((part) => part !== '').join('.');
  const now = new Date(client.now()).toISOString();
  const folder = Date.parse(now) % 10_000_000_000;
  const [live, merged] = [`/tmp/LIVE-${folder}/${file}`, `/tmp/MERGED-${folder}/${file}`];
  const moment = `${now.slice(0, 10)} ${now.slice(11, 23)}000000 +0000`;
  write(`diff -u -N ${live} ${merged}\n--- ${live}\t${moment}\n+++ ${merged}\t${moment}\n${hunks}`);
}
