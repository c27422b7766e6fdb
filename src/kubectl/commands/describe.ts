import type { AnyObject } from '../../engine/api/object.ts';
import { apiVersionOf } from '../../engine/api/kinds.ts';
import { describeObject } from '../describe/index.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { filenameFlag, selectorFlag } from '../invocation.ts';
import { KubectlError, ServerError, SeveralErrors } from '../kubectl-error.ts';
import { readManifests } from '../manifests.ts';
import type { ResourceArgument } from '../resource-arguments.ts';
import { parseResourceArguments } from '../resource-arguments.ts';

/** `kubectl describe`. `staging/src/k8s.io/kubectl/pkg/cmd/describe/describe.go` */
export const describeCommand: KubectlCommand = {
  name: 'describe',
  flags: [
    filenameFlag,
    selectorFlag,
    { name: 'all-namespaces', short: 'A', takes: 'switch' },
    { name: 'chunk-size', takes: 'number', initially: '500' },
    { name: 'show-events', takes: 'switch', initially: 'true' },
  ],
  async run(invocation) {
    const { flags, words, server } = invocation;
    if (words.length === 0 && !flags.given('filename')) {
      throw new KubectlError(
        'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
      );
    }
    const wanted = flags.given('filename')
      ? await readManifests(invocation)
      : await parseResourceArguments(server, words);
    const { objects, errors } = await findAll(invocation, wanted);
    const options = { showEvents: flags.isOn('show-events') };
    for (const [index, object] of objects.entries()) {
      if (index > 0) invocation.write('\n\n');
      invocation.print(await describeObject(object, server, options));
    }
    if (objects.length === 0 && errors.length === 0) sayNothingFound(invocation);
    if (errors.length > 0) throw errors.length === 1 ? errors[0] : new SeveralErrors(errors);
  },
};

async function findAll(
  invocation: Invocation,
  wanted: readonly ResourceArgument[],
): Promise<{ objects: AnyObject[]; errors: unknown[] }> {
  const objects: AnyObject[] = [];
  const errors: unknown[] = [];
  for (const argument of wanted) {
    try {
      objects.push(...(await find(invocation, argument)));
    } catch (error) {
      errors.push(error);
    }
  }
  return { objects, errors };
}

/** What nothing is called exactly may be the beginning of names. */
async function find(invocation: Invocation, { kind, name }: ResourceArgument): Promise<AnyObject[]> {
  const { flags, server } = invocation;
  const namespace = kind.namespaced && !flags.isOn('all-namespaces') ? invocation.namespace : '';
  const selector: Record<string, string> = flags.given('selector')
    ? { labelSelector: flags.text('selector') }
    : {};
  if (name === undefined) return server.list(kind, namespace, selector);
  try {
    const found = await server.get({ kind, namespace, name });
    return [{ apiVersion: apiVersionOf(kind), kind: kind.kind, ...found }];
  } catch (error) {
    if (!(error instanceof ServerError) || error.reason !== 'NotFound') throw error;
    const all = await server.list(kind, namespace);
    const beginning = all.filter(({ metadata }) => metadata?.name?.startsWith(name));
    if (beginning.length === 0) throw error;
    return beginning;
  }
}

function sayNothingFound({ flags, namespace, warn }: Invocation): void {
  warn(flags.isOn('all-namespaces') ? 'No resources found' : `No resources found in ${namespace} namespace.`);
}
