import type { Container } from '../../engine/api/generated/types.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, outputFlag, selectorFlag } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { outputObjects } from '../output.ts';
import { patchOfContainers, podSpecOf } from '../pod-template.ts';
import type { Selected } from '../select-objects.ts';
import { selectObjects } from '../select-objects.ts';

/** `kubectl set image deploy/web nginx=nginx:1.29`. `staging/src/k8s.io/kubectl/pkg/cmd/set/set_image.go` */
export const setImageCommand: KubectlCommand = {
  name: 'set image',
  flags: [filenameFlag, selectorFlag, dryRunFlag, outputFlag, { name: 'all', takes: 'switch' }],
  async run(invocation) {
    const resources = invocation.words.filter((word) => !word.includes('='));
    const images = new Map(invocation.words.filter((word) => word.includes('=')).map(splitPair));
    if (images.size === 0) throw new KubectlError('at least one image update is required');
    const selected = await selectObjects(invocation, resources);
    await forEach(selected, (object) => setImages(invocation, object, images));
  },
};

function splitPair(word: string): [string, string] {
  const equals = word.indexOf('=');
  return [word.slice(0, equals), word.slice(equals + 1)];
}

async function setImages(
  invocation: Invocation,
  selected: Selected,
  images: ReadonlyMap<string, string>,
): Promise<void> {
  const spec = podSpecOf(selected.object);
  const fields = ['initContainers', 'containers'] as const;
  const all = fields.flatMap((field) => spec[field] ?? []);
  for (const name of images.keys()) {
    if (name !== '*' && !all.some((container) => container.name === name)) {
      throw new KubectlError(`unable to find container named "${name}"`);
    }
  }
  let { object } = selected;
  let changed = false;
  for (const field of fields) {
    const changes = (spec[field] ?? []).flatMap((container) => changedImage(container, images));
    if (changes.length === 0) continue;
    changed = true;
    const { query, client } = dryRunOf(invocation);
    const patch = patchOfContainers(object, field, changes);
    if (!client) object = await invocation.server.patch(selected, 'strategic', patch, { query });
  }
  if (changed)
    outputObjects(invocation, selected.kind, object, `image updated${dryRunOf(invocation).suffix}`);
}

function changedImage(
  container: Container,
  images: ReadonlyMap<string, string>,
): Array<{ name: string; image: string }> {
  const image = images.get(container.name) ?? images.get('*');
  return image === undefined || image === container.image ? [] : [{ name: container.name, image }];
}
