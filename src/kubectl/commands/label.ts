/** `kubectl label` and `kubectl annotate`. `staging/src/k8s.io/kubectl/pkg/cmd/{label,annotate}` */
import type { AnyObject } from '../../engine/api/object.ts';
import { applyJsonMergePatch } from '../../engine/api/patch/index.ts';
import type { FlagSpec } from '../flags.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, outputFlag, selectorFlag } from '../invocation.ts';
import type { KeyChanges } from '../key-changes.ts';
import { parseAnnotationChanges, parseLabelChanges, splitResourcesAndChanges } from '../key-changes.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import { outputObjects, withoutSeparators } from '../output.ts';
import { changeCauseAnnotation } from '../revisions.ts';
import type { Selected } from '../select-objects.ts';
import { selectObjects, visitObjects } from '../select-objects.ts';

const flags: readonly FlagSpec[] = [
  filenameFlag,
  selectorFlag,
  dryRunFlag,
  outputFlag,
  { name: 'all', takes: 'switch' },
  { name: 'all-namespaces', short: 'A', takes: 'switch' },
  { name: 'field-selector', takes: 'text' },
  { name: 'list', takes: 'switch' },
  { name: 'overwrite', takes: 'switch' },
  { name: 'resource-version', takes: 'text' },
];

export const labelCommand: KubectlCommand = {
  name: 'label',
  flags,
  async run(invocation) {
    const { resources, changes } = splitResourcesAndChanges(invocation.words, 'label');
    if (changes.length === 0 && invocation.flags.isOn('list'))
      return listKeys(invocation, resources, 'labels');
    if (changes.length === 0) throw usageError('label', 'at least one label update is required');
    const parsed = parseLabelChanges(changes);
    const change = async (selected: Selected) => {
      const { changed, word } = await changeKeys(invocation, selected, 'labels', parsed);
      if (invocation.flags.isOn('list'))
        return printKeys(invocation, { ...selected, object: changed }, 'labels');
      outputObjects(withoutSeparators(invocation), selected.kind, changed, word);
    };
    await visitObjects(invocation, change, resources);
  },
};

export const annotateCommand: KubectlCommand = {
  name: 'annotate',
  flags,
  async run(invocation) {
    const { resources, changes } = splitResourcesAndChanges(invocation.words, 'annotation');
    if (changes.length === 0 && invocation.flags.isOn('list'))
      return listKeys(invocation, resources, 'annotations');
    if (changes.length === 0) throw new KubectlError('at least one annotation update is required');
    const parsed = parseAnnotationChanges(changes);
    const change = async (selected: Selected) => {
      const { changed } = await changeKeys(invocation, selected, 'annotations', parsed);
      if (invocation.flags.isOn('list'))
        return printKeys(invocation, { ...selected, object: changed }, 'annotations');
      outputObjects(invocation, selected.kind, changed, `annotated${dryRunOf(invocation).suffix}`);
    };
    await visitObjects(invocation, change, resources);
  },
};

/** `--list`: the keys that there are. */
async function listKeys(
  invocation: Invocation,
  resources: readonly string[],
  field: 'labels' | 'annotations',
): Promise<void> {
  const selected = await selectObjects(invocation, resources);
  for (const one of selected) {
    const { kind, name } = one;
    if (selected.length > 1) invocation.print(`Listing ${field} for ${kind.kind}.${kind.group}/${name}:`);
    printKeys(invocation, one, field, selected.length > 1 ? ' ' : '');
  }
}

function printKeys(
  { print }: Invocation,
  { object }: Selected,
  field: 'labels' | 'annotations',
  indent = '',
): void {
  const entries = Object.entries(object.metadata?.[field] ?? {}).toSorted();
  for (const [key, value] of entries) print(`${indent}${key}=${value}`);
}

/** Patches the keys; `labeled`, `unlabeled` or `not labeled`, as label says what it did. */
async function changeKeys(
  invocation: Invocation,
  selected: Selected,
  field: 'labels' | 'annotations',
  { set, remove }: KeyChanges,
): Promise<{ readonly changed: AnyObject; readonly word: string }> {
  const current = selected.object.metadata?.[field] ?? {};
  const { suffix, query, client } = dryRunOf(invocation);
  if (!invocation.flags.isOn('overwrite')) checkOverwrite(field, current, set);
  const missing = remove.filter((key) => !(key in current));
  if (field === 'labels') for (const key of missing) invocation.print(`label "${key}" not found.`);
  const removed = remove.filter((key) => key in current);
  const changed = Object.entries(set).filter(([key, value]) => current[key] !== value);
  const keys = Object.fromEntries([...changed, ...removed.map((key) => [key, null])]);
  const patch = { metadata: { [field]: keys } };
  const object = client
    ? (applyJsonMergePatch(selected.object, patch) as AnyObject)
    : Object.keys(keys).length === 0
      ? selected.object
      : await invocation.server.patch(selected, 'merge', patch, { query });
  const word = changed.length > 0 ? 'labeled' : removed.length > 0 ? 'unlabeled' : 'not labeled';
  return { changed: object, word: `${word}${suffix}` };
}

function checkOverwrite(
  field: 'labels' | 'annotations',
  current: Readonly<Record<string, string>>,
  set: Readonly<Record<string, string>>,
): void {
  const taken = Object.keys(set).filter((key) => key in current);
  if (field === 'labels') {
    const changed = taken.filter((key) => current[key] !== set[key]);
    const texts = changed.map(
      (key) => `'${key}' already has a value (${current[key]}), and --overwrite is false`,
    );
    if (texts.length > 0) throw new KubectlError(texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`);
    return;
  }
  // Why something was changed may always be said anew.
  const declared = taken.filter((key) => key !== changeCauseAnnotation);
  if (declared.length === 0) return;
  const texts = declared.map((key) => `'${key}' already has a value (${current[key]})`);
  throw new KubectlError(
    `--overwrite is false but found the following declared annotation(s): ${texts.join('; ')}`,
  );
}
