import { humanDuration } from '../../engine/api/human-duration.ts';
import type { AnyObject, KubeObject } from '../../engine/api/object.ts';
import type { FlagSpec } from '../flags.ts';
import { GrowingTable, printTables, type Table, type TableOptions } from '../get-table.ts';
import { parseGoDuration } from '../go-duration.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { filenameFlag, outputFlag, selectorFlag } from '../invocation.ts';
import { KubectlError, ServerError, SeveralErrors, usageError } from '../kubectl-error.ts';
import { readManifests } from '../manifests.ts';
import { outputFormatOf } from '../output.ts';
import { objectPrinter } from '../print-objects.ts';
import type { ResourceArgument } from '../resource-arguments.ts';
import { parseResourceArguments } from '../resource-arguments.ts';
import { collectionPath, objectPath } from '../server.ts';
import { sendRaw } from '../raw-request.ts';
import { sortBy } from '../sort-by.ts';

const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

const flags: readonly FlagSpec[] = [
  filenameFlag,
  selectorFlag,
  outputFlag,
  { name: 'all-namespaces', short: 'A', takes: 'switch' },
  { name: 'chunk-size', takes: 'number', initially: '500' },
  { name: 'field-selector', takes: 'text' },
  { name: 'ignore-not-found', takes: 'switch' },
  { name: 'label-columns', short: 'L', takes: 'list' },
  { name: 'no-headers', takes: 'switch' },
  { name: 'output-watch-events', takes: 'switch' },
  { name: 'raw', takes: 'text' },
  { name: 'show-kind', takes: 'switch' },
  { name: 'show-labels', takes: 'switch' },
  { name: 'show-managed-fields', takes: 'switch' },
  { name: 'sort-by', takes: 'text' },
  { name: 'subresource', takes: 'text' },
  { name: 'watch', short: 'w', takes: 'switch' },
  { name: 'watch-only', takes: 'switch' },
];

/** `kubectl get`. `staging/src/k8s.io/kubectl/pkg/cmd/get/get.go` */
export const getCommand: KubectlCommand = {
  name: 'get',
  flags,
  async run(invocation) {
    const { flags } = invocation;
    checkFlags(invocation);
    if (flags.given('raw')) return sendRaw(invocation, 'GET');
    const wanted = await wantedObjects(invocation);
    const format = outputFormatOf(invocation);
    const inColumns = format === '' || format === 'wide';
    if (inColumns && (flags.isOn('watch') || flags.isOn('watch-only'))) await watchTable(invocation, wanted);
    else if (inColumns) await printAsTables(invocation, wanted);
    else await printObjects(invocation, wanted, format);
  },
};

/** @throws KubectlError for flags that don't go together */
function checkFlags({ flags, words }: Invocation): void {
  if (flags.isOn('output-watch-events') && !flags.isOn('watch') && !flags.isOn('watch-only'))
    throw new KubectlError('--output-watch-events option can only be used with --watch or --watch-only');
  if (flags.given('raw') && words.length > 0)
    throw new KubectlError('arguments may not be passed when --raw is specified');
}

type Wanted = ResourceArgument & { readonly namespace: string };

async function wantedObjects(invocation: Invocation): Promise<Wanted[]> {
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
  const found = await parseResourceArguments(invocation.server, invocation.words);
  if (invocation.flags.given('selector') && found.some(({ name }) => name !== undefined))
    throw new KubectlError('name cannot be provided when a selector is specified');
  if (invocation.flags.given('subresource') && found.some(({ name }) => name === undefined))
    throw new KubectlError('subresource cannot be used when bulk resources are specified');
  return found.map((argument) => ({
    ...argument,
    namespace: everywhere || !argument.kind.namespaced ? '' : invocation.namespace,
  }));
}

/** Asks for one object or one collection. */
async function fetch(invocation: Invocation, wanted: Wanted, accept?: string): Promise<unknown> {
  const { kind, name, namespace } = wanted;
  const part = invocation.flags.text('subresource');
  const below = part === '' ? '' : `/${part}`;
  const path =
    name === undefined ? collectionPath(kind, namespace) : objectPath({ kind, namespace, name }) + below;
  const query = queryOf(invocation, wanted);
  try {
    return await invocation.server.send({
      method: 'GET',
      path,
      query,
      ...(accept === undefined ? {} : { accept }),
    });
  } catch (error) {
    throw name === undefined ? whileSelecting(error, wanted, query) : error;
  }
}

function queryOf({ flags }: Invocation, { name }: Wanted): Record<string, string> {
  const given = (flag: string, key: string) => (flags.given(flag) ? { [key]: flags.text(flag) } : {});
  return {
    ...(name === undefined ? given('selector', 'labelSelector') : {}),
    ...(name === undefined ? given('field-selector', 'fieldSelector') : {}),
    ...(flags.given('sort-by') ? { includeObject: 'Object' } : {}),
  };
}

/** `staging/src/k8s.io/cli-runtime/pkg/resource/selector.go`: a refused selector is told with the selector. */
function whileSelecting(error: unknown, { kind }: Wanted, query: Readonly<Record<string, string>>): unknown {
  const { labelSelector = '', fieldSelector = '' } = query;
  if (!(error instanceof ServerError) || error.reason !== 'BadRequest') return error;
  if (labelSelector === '' && fieldSelector === '') return error;
  const resource = `${kind.group}/${kind.version}, Resource=${kind.plural}`;
  const selectors = `label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}`;
  const message = `Unable to find ${JSON.stringify(resource)} that match ${selectors}: ${error.message}`;
  return new ServerError({ ...error.status, message });
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
    answers.map(({ wanted: { kind }, body }) => ({
      kind,
      table: sorted(invocation, tableFor(invocation, body)),
    })),
    tableOptions(invocation, wanted),
  );
  if (text !== '') invocation.print(text);
  if (text === '' && errors.length === 0 && !invocation.flags.isOn('ignore-not-found'))
    sayNothingFound(invocation, wanted);
  throwAll(errors);
}

/** What the server has no table for is told in the least of words. */
function tableFor({ client }: Invocation, body: unknown): Table {
  if ((body as AnyObject).kind === 'Table') return body as Table;
  const object = body as KubeObject;
  const bornMs = Date.parse(String(object.metadata?.creationTimestamp));
  const age = humanDuration((Date.parse(client.now()) - bornMs) / 1000);
  return {
    columnDefinitions: [{ name: 'Name' }, { name: 'Age' }],
    rows: [{ cells: [object.metadata?.name, age], object }],
  };
}

function tableOptions({ flags }: Invocation, wanted: readonly Wanted[]): TableOptions {
  return {
    wide: flags.text('output') === 'wide',
    headers: !flags.isOn('no-headers'),
    labels: flags.isOn('show-labels'),
    labelColumns: flags.list('label-columns'),
    namespaces: flags.isOn('all-namespaces'),
    withKind: flags.isOn('show-kind') || new Set(wanted.map(({ kind }) => kind)).size > 1,
  };
}

/** `--request-timeout`; undefined when there is none. */
function requestTimeoutMs({ flags }: Invocation): number | undefined {
  const text = flags.text('request-timeout');
  if (text === '') return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : parseGoDuration(text);
  return ms === 0 ? undefined : ms;
}

/** `-w`: what there is, then a line for each change until the client's patience ends. */
async function watchTable(invocation: Invocation, wanted: readonly Wanted[]): Promise<void> {
  const [one, ...others] = wanted;
  if (one === undefined || others.length > 0)
    throw new KubectlError('you may only specify a single resource type');
  const table = new GrowingTable(tableOptions(invocation, wanted));
  const print = (part: Table) => {
    const text = table.add({ kind: one.kind, table: part });
    if (text !== '') invocation.print(text);
  };
  const now = (await fetch(invocation, one, tableType)) as Table;
  if (!invocation.flags.isOn('watch-only')) print(now);
  const ofName: Record<string, string> =
    one.name === undefined ? {} : { fieldSelector: `metadata.name=${one.name}` };
  const resourceVersion = now.metadata?.resourceVersion ?? '';
  await invocation.server.watch(
    {
      method: 'GET',
      path: collectionPath(one.kind, one.namespace),
      query: { ...queryOf(invocation, one), ...ofName, watch: 'true', resourceVersion },
      accept: tableType,
    },
    (event) => {
      print(event.object as Table);
      return false;
    },
    requestTimeoutMs(invocation),
  );
}

function sorted(invocation: Invocation, table: Table): Table {
  const path = invocation.flags.text('sort-by');
  const rows = table.rows ?? [];
  if (path === '' || rows.length === 0) return table;
  try {
    return { ...table, rows: sortBy(rows, path, (row) => row.object) };
  } catch (error) {
    // A path that leads nowhere leaves kubectl without rows, and without a word about it.
    if (error instanceof KubectlError) return { ...table, rows: [] };
    throw error;
  }
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
  const print = objectPrinter(format, {
    headers: !flags.isOn('no-headers'),
    managedFields: flags.isOn('show-managed-fields'),
    template: flags.text('template'),
    files: invocation.files,
  });
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
