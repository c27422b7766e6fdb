import { parse } from 'yaml';
import type { AnyObject } from '../../engine/api/object.ts';
import { editUntilSaved } from '../edit-session.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { filenameFlag, forEach, outputFlag } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { lastAppliedAnnotation, lastAppliedOf, withLastApplied } from '../last-applied.ts';
import { readManifests } from '../manifests.ts';
import { outputObjects } from '../output.ts';
import { nothingGiven, type Selected, selectObjects } from '../select-objects.ts';
import { objectTitle } from '../server.ts';
import { printJson, printYaml } from '../structured-text.ts';
import { threeWayPatch } from '../three-way-patch.ts';

/** `kubectl edit`. `staging/src/k8s.io/kubectl/pkg/cmd/edit/edit.go` */
export const editCommand: KubectlCommand = {
  name: 'edit',
  flags: [
    filenameFlag,
    outputFlag,
    { name: 'field-manager', takes: 'text', initially: 'kubectl-edit' },
    { name: 'output-patch', takes: 'switch' },
    { name: 'save-config', takes: 'switch' },
    { name: 'subresource', takes: 'text' },
    { name: 'validate', takes: 'text', alone: 'strict' },
    { name: 'windows-line-endings', takes: 'switch' },
  ],
  async run(invocation) {
    const { words, flags } = invocation;
    if (words.length === 0 && !flags.given('filename')) throw new KubectlError(nothingGiven);
    await forEach(await selectObjects(invocation), (selected) => editOne(invocation, selected));
  },
};

function editOne(invocation: Invocation, selected: Selected): Promise<void> {
  const { flags, server, warn } = invocation;
  const format = flags.text('output') === 'json' ? 'json' : 'yaml';
  const { managedFields: _, ...metadata } = selected.object.metadata ?? {};
  const shown = { ...selected.object, metadata };
  const text = format === 'json' ? `${printJson(shown)}\n` : printYaml(shown);
  const fileName = `kubectl-edit-${selected.name}.${format}`;
  const subresource = flags.text('subresource');
  return editUntilSaved(invocation, text, fileName, async (edited) => {
    const modified = parse(edited) as AnyObject;
    if (modified.metadata?.name !== selected.name)
      throw new KubectlError('At least one of apiVersion, kind and name was changed');
    const { type, patch } = threeWayPatch(selected.kind, shown, modified, shown);
    if (Object.keys(patch).length === 0) return warn('Edit cancelled, no changes made.');
    if (flags.isOn('output-patch')) invocation.print(`Patch: ${JSON.stringify(patch)}`);
    const query = { fieldManager: flags.text('field-manager'), fieldValidation: 'Strict' };
    const changed = await server.patch(
      selected,
      type,
      patch,
      subresource === '' ? { query } : { query, subresource },
    );
    outputObjects(
      { ...invocation, flags: { ...flags, text: withoutOutput(flags.text) } },
      selected.kind,
      changed,
      'edited',
    );
  });
}

/** `-o` says how the object is edited, not what is printed. */
function withoutOutput(text: (name: string) => string): (name: string) => string {
  return (name) => (name === 'output' ? '' : text(name));
}

/** `kubectl apply view-last-applied`. `staging/src/k8s.io/kubectl/pkg/cmd/apply/apply_view_last_applied.go` */
export const viewLastAppliedCommand: KubectlCommand = {
  name: 'apply view-last-applied',
  flags: [
    filenameFlag,
    { name: 'selector', short: 'l', takes: 'text' },
    { name: 'output', short: 'o', takes: 'text', initially: 'yaml' },
    { name: 'all', takes: 'switch' },
  ],
  async run(invocation) {
    const { flags, write } = invocation;
    const format = flags.text('output');
    if (format !== 'yaml' && format !== 'json')
      throw new KubectlError(
        `Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json\nSee 'view-last-applied -h' for help and examples`,
      );
    for (const selected of await selectObjects(invocation)) {
      const applied = lastAppliedOf(selected.object);
      if (applied === undefined) continue;
      write(format === 'json' ? `${JSON.stringify(applied, null, 2)}\n` : printYaml(applied));
    }
  },
};

function requireLastApplied({ object, name }: Selected): AnyObject {
  const applied = lastAppliedOf(object);
  if (applied === undefined)
    throw new KubectlError(`no last-applied-configuration annotation found on resource: ${name}`);
  return applied;
}

/** `kubectl apply set-last-applied`: the annotation becomes the manifest, the object stays. */
export const setLastAppliedCommand: KubectlCommand = {
  name: 'apply set-last-applied',
  flags: [
    filenameFlag,
    outputFlag,
    { name: 'dry-run', takes: 'text', alone: 'unchanged', initially: 'none' },
    { name: 'create-annotation', takes: 'switch' },
  ],
  async run(invocation) {
    const { flags, server } = invocation;
    if (!flags.given('filename')) throw new KubectlError(nothingGiven);
    await forEach(await readManifests(invocation), async (manifest) => {
      const current = await server.get(manifest);
      if (lastAppliedOf(current) === undefined && !flags.isOn('create-annotation'))
        throw new KubectlError(
          `no last-applied-configuration annotation found on resource: ${manifest.name}, to create the annotation, run the command with --create-annotation`,
        );
      await annotate(invocation, { ...manifest, object: current }, manifest.object);
      outputObjects(invocation, manifest.kind, current, 'configured');
    });
  },
};

/** `kubectl apply edit-last-applied`: edits the annotation. */
export const editLastAppliedCommand: KubectlCommand = {
  name: 'apply edit-last-applied',
  flags: [filenameFlag, { name: 'output', short: 'o', takes: 'text', initially: 'yaml' }],
  async run(invocation) {
    await forEach(await selectObjects(invocation), (selected) =>
      editUntilSaved(
        invocation,
        printYaml(requireLastApplied(selected)),
        `${selected.name}.yaml`,
        async (text) => {
          await annotate(invocation, selected, parse(text) as AnyObject);
          invocation.print(`${objectTitle(selected)} edited`);
        },
      ),
    );
  },
};

async function annotate({ server }: Invocation, selected: Selected, applied: AnyObject): Promise<void> {
  const text = withLastApplied(applied).metadata?.annotations?.[lastAppliedAnnotation];
  await server.patch(selected, 'merge', { metadata: { annotations: { [lastAppliedAnnotation]: text } } });
}
