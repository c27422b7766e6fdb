import type { Invocation, KubectlCommand } from '../invocation.ts';
import { dryRunFlag, dryRunOf, filenameFlag, forEach, outputFlag, selectorFlag } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { outputObjects } from '../output.ts';
import { matchesContainer, patchOfContainers, podSpecOf } from '../pod-template.ts';
import type { Selected } from '../select-objects.ts';
import { selectObjects } from '../select-objects.ts';

type Amounts = Readonly<Record<string, string>>;

/** `kubectl set resources`. `staging/src/k8s.io/kubectl/pkg/cmd/set/set_resources.go` */
export const setResourcesCommand: KubectlCommand = {
  name: 'set resources',
  flags: [
    filenameFlag,
    selectorFlag,
    dryRunFlag,
    outputFlag,
    { name: 'all', takes: 'switch' },
    { name: 'containers', short: 'c', takes: 'text', initially: '*' },
    { name: 'requests', takes: 'list' },
    { name: 'limits', takes: 'list' },
  ],
  async run(invocation) {
    const requests = parseAmounts(invocation.flags.list('requests'));
    const limits = parseAmounts(invocation.flags.list('limits'));
    if (Object.keys({ ...requests, ...limits }).length === 0) {
      throw new KubectlError(
        'you must specify an update to requests or limits (in the form of --requests/--limits)',
      );
    }
    const selected = await selectObjects(invocation);
    await forEach(selected, (object) => setResources(invocation, object, requests, limits));
  },
};

function parseAmounts(pairs: readonly string[]): Amounts {
  return Object.fromEntries(
    pairs.map((pair) => {
      const parts = pair.split('=');
      if (parts.length !== 2)
        throw new KubectlError(`Invalid argument syntax ${pair}, expected <resource>=<value>`);
      return parts as [string, string];
    }),
  );
}

async function setResources(
  invocation: Invocation,
  selected: Selected,
  requests: Amounts,
  limits: Amounts,
): Promise<void> {
  const pattern = invocation.flags.text('containers');
  const containers = (podSpecOf(selected.object).containers ?? []).filter(({ name }) =>
    matchesContainer(name, pattern),
  );
  if (containers.length === 0) throw new KubectlError(`unable to find container named ${pattern}`);
  const resources = {
    ...(Object.keys(requests).length === 0 ? {} : { requests }),
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
  };
  const changes = containers.map(({ name }) => ({ name, resources }));
  const { query, suffix, client } = dryRunOf(invocation);
  const patch = patchOfContainers(selected.object, 'containers', changes);
  const changed = client
    ? selected.object
    : await invocation.server.patch(selected, 'strategic', patch, { query });
  outputObjects(invocation, selected.kind, changed, `resource requirements updated${suffix}`);
}
