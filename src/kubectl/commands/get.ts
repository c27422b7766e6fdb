import type { AnyObject } from '../../engine/api/object.ts';
import type { FlagSpec } from '../flags.ts';
import { printTables, type Table } from '../get-table.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { filenameFlag, outputFlag, selectorFlag } from '../invocation.ts';
import { SeveralErrors, usageError } from '../kubectl-error.ts';
import { readManifests } from '../manifests.ts';
import { objectPrinter } from '../print-objects.ts';
import type { ResourceArgument } from '../resource-arguments.ts';
import { parseResourceArguments } from '../resource-arguments.ts';
import { collectionPath, objectPath } from '../server.ts';
import { sortBy } from '../sort-by.ts';

const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

const flags: readonly FlagSpec[] = [
  filenameFlag,
  selectorFlag,
  outputFlag,
  { name: 'all-namespaces', short: 'A', takes: 'switch' },
  { name: 'field-selector', takes: 'text' },
  { name: 'ignore-not-found', takes: 'switch' },
  { name: 'no-headers', takes: 'switch' },
  { name: 'show-labels', takes: 'switch' },
  { name: 'sort-by', takes: 'text' },
];

/** `kubectl get`. `staging/src/k8s.io/kubectl/pkg/cmd/get/get.go` */
export const getCommand: KubectlCommand = {
  name: 'get',
  flags,
  async run(invocation) {
    const wanted = wantedObjects(invocation);
    const format = invocation.flags.text('output');
    if (format === '' || format === 'wide') await printAsTables(invocation, wanted);
    else await printObjects(invocation, wanted, format);
  },
};

function wantedObjects(invocation: Invocation): Array<ResourceArgument & { readonly namespace: string }> {
  const everywhere = invocation.flags.isOn('all-namespaces');
  if (invocation.flags.given('filename')) return readManifests(invocation);
  if (invocation.words.length === 0) {
    invocation.warn(
      'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n',
    );
    throw usageError(
      'get',
      'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
    );
  }
  return parseResourceArguments(invocation.words).map((argument) => ({
    ...argument,
    namespace: everywhere || !argument.kind.namespaced ? '' : invocation.namespace,
  }));
}

type Wanted = ReturnType<typeof wantedObjects>[number];

/** Asks for one object or one collection. */
async function fetch(
  invocation: Invocation,
  { kind, name, namespace }: Wanted,
  accept?: string,
): Promise<unknown> {
  const { flags, server } = invocation;
  const path = name === undefined ? collectionPath(kind, namespace) : objectPath({ kind, namespace, name });
  const query = {
    ...(name === undefined && flags.given('selector') ? { labelSelector: flags.text('selector') } : {}),
    ...(name === undefined && flags.given('field-selector')
      ? { fieldSelector: flags.text('field-selector') }
      : {}),
  };
  return server.send({ method: 'GET', path, query, ...(accept === undefined ? {} : { accept }) });
}

/** Answers to all that is wanted; what is missing is told after what was found. */
async function fetchAll(
  invocation: Invocation,
  wanted: readonly Wanted[],
  accept?: string,
): Promise<{ answers: Array<{ wanted: Wanted; body: unknown }>; errors: unknown[] }> {
  const answers: Array<{ wanted: Wanted; body: unknown }> = [];
  const errors: unknown[] = [];
  for (const one of wanted) {
    try {
      answers.push({ wanted: one, body: await fetch(invocation, one, accept) });
    } catch (error) {
      const missing = (error as { reason?: string }).reason === 'NotFound';
      if (!missing || !invocation.flags.isOn('ignore-not-found')) errors.push(error);
    }
  }
  return { answers, errors };
}

async function printAsTables(invocation: Invocation, wanted: readonly Wanted[]): Promise<void> {
  const { answers, errors } = await fetchAll(invocation, wanted, tableType);
  const text = printTables(
    answers.map(({ wanted: { kind }, body }) => ({ kind, table: sorted(invocation, body as Table) })),
    {
      wide: invocation.flags.text('output') === 'wide',
      headers: !invocation.flags.isOn('no-headers'),
      labels: invocation.flags.isOn('show-labels'),
      namespaces: invocation.flags.isOn('all-namespaces'),
      withKind:
        new Set(wanted.map(({ kind }) => kind)).size > 1 || invocation.words[0]?.includes(',') === true,
    },
  );
  if (text !== '') invocation.print(text);
  if (text === '' && errors.length === 0 && !invocation.flags.isOn('ignore-not-found'))
    sayNothingFound(invocation, wanted);
  throwAll(errors);
}

function sorted(invocation: Invocation, table: Table): Table {
  const path = invocation.flags.text('sort-by');
  const rows = table.rows ?? [];
  return path === '' ? table : { ...table, rows: sortBy(rows, path, (row) => row.object) };
}

function sayNothingFound(invocation: Invocation, wanted: readonly Wanted[]): void {
  const namespaced = wanted.some(({ namespace }) => namespace !== '');
  invocation.warn(
    namespaced ? `No resources found in ${invocation.namespace} namespace.` : 'No resources found',
  );
}

async function printObjects(
  invocation: Invocation,
  wanted: readonly Wanted[],
  format: string,
): Promise<void> {
  const { flags } = invocation;
  const print = objectPrinter(format, !flags.isOn('no-headers'));
  const { answers, errors } = await fetchAll(invocation, wanted);
  const objects = answers.flatMap(({ wanted: { kind, name }, body }) => {
    const items = name === undefined ? ((body as { items?: AnyObject[] }).items ?? []) : [body as AnyObject];
    return items.map((object) => ({ kind, object }));
  });
  const sorted = flags.given('sort-by')
    ? sortBy(objects, flags.text('sort-by'), ({ object }) => object)
    : objects;
  const single = wanted.length === 1 && wanted[0]?.name !== undefined;
  if (sorted.length > 0 || (!single && errors.length === 0)) invocation.write(print(sorted, single));
  throwAll(errors);
}

function throwAll(errors: readonly unknown[]): void {
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : new SeveralErrors(errors);
}
