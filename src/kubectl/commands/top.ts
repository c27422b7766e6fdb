/** `kubectl top`. `staging/src/k8s.io/kubectl/pkg/cmd/top`, `pkg/metricsutil/metrics_printer.go` */
import type { Node } from '../../engine/api/generated/types.ts';
import { type AnyObject, nameOf, namespaceOf } from '../../engine/api/object.ts';
import { parseQuantity, quantityToBytes, scaledValue } from '../../engine/api/quantity.ts';
import { printColumns } from '../columns.ts';
import type { FlagSpec } from '../flags.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { selectorFlag } from '../invocation.ts';
import { KubectlError, ServerError } from '../kubectl-error.ts';
import { kindByName } from '../resource-arguments.ts';

const metricsRoot = '/apis/metrics.k8s.io/v1beta1';
const layout = { gap: 3, least: 6 };

interface Usage {
  readonly cpu?: string;
  readonly memory?: string;
}

interface Metrics extends AnyObject {
  readonly usage?: Usage;
  readonly containers?: ReadonlyArray<{ readonly name: string; readonly usage: Usage }>;
}

/** Billionths of cores and bytes: what is shown is rounded up, what is summed isn't. */
interface Amounts {
  readonly cpu: number;
  readonly memory: number;
}

const commonFlags: readonly FlagSpec[] = [
  selectorFlag,
  { name: 'no-headers', takes: 'switch' },
  { name: 'show-swap', takes: 'switch' },
  { name: 'sort-by', takes: 'text' },
  { name: 'use-protocol-buffers', takes: 'switch', initially: 'true' },
];

export const topNodeCommand: KubectlCommand = {
  name: 'top node',
  flags: [...commonFlags, { name: 'show-capacity', takes: 'switch' }],
  async run(invocation) {
    const { flags, server, print, words } = invocation;
    checkSortBy(invocation);
    const all = await readMetrics(invocation, 'nodes');
    const wanted = words.length === 0 ? all : all.filter((one) => words.includes(nameOf(one)));
    if (wanted.length === 0) throw new KubectlError('metrics not available yet');
    const nodes = new Map(
      (await server.list(kindByName('nodes'), '')).map((node) => [nameOf(node), node as Node]),
    );
    const field = flags.isOn('show-capacity') ? 'capacity' : 'allocatable';
    const rows = sortedBy(invocation, wanted, (one) => amountsOf(one.usage)).map((one) => {
      const { cpu, memory } = amountsOf(one.usage);
      const available = amountsOf(nodes.get(nameOf(one))?.status?.[field] as Usage | undefined);
      return [
        nameOf(one),
        millicores(cpu),
        percent(Math.ceil(cpu / nanoPerMilli), available.cpu / nanoPerMilli),
        mebibytes(memory),
        percent(memory, available.memory),
      ];
    });
    const headers = ['NAME', 'CPU(cores)', 'CPU(%)', 'MEMORY(bytes)', 'MEMORY(%)'];
    print(printCells(flags.isOn('no-headers') ? [] : headers, rows));
  },
};

export const topPodCommand: KubectlCommand = {
  name: 'top pod',
  flags: [
    ...commonFlags,
    { name: 'all-namespaces', short: 'A', takes: 'switch' },
    { name: 'containers', takes: 'switch' },
    { name: 'field-selector', takes: 'text' },
    { name: 'sum', takes: 'switch' },
  ],
  async run(invocation) {
    const { flags, words, namespace } = invocation;
    checkSortBy(invocation);
    const everywhere = flags.isOn('all-namespaces');
    const inside = everywhere ? '' : `namespaces/${namespace}/`;
    const found = await readMetrics(
      invocation,
      `${inside}pods${words[0] === undefined ? '' : `/${words[0]}`}`,
    );
    if (found.length === 0) return sayNothing(invocation);
    printPods(invocation, sortedBy(invocation, found, podAmounts));
  },
};

/** @throws KubectlError when pods run but nobody measured them yet */
async function sayNothing(invocation: Invocation): Promise<void> {
  const { server, flags, namespace, warn } = invocation;
  const everywhere = flags.isOn('all-namespaces');
  const pods = await server.list(kindByName('pods'), everywhere ? '' : namespace, selectorsOf(invocation));
  if (pods.length > 0) throw new KubectlError('metrics not available yet');
  warn(everywhere ? 'No resources found' : `No resources found in ${namespace} namespace.`);
}

function printPods({ flags, print }: Invocation, pods: readonly Metrics[]): void {
  const everywhere = flags.isOn('all-namespaces');
  const byContainer = flags.isOn('containers');
  const rows = pods.flatMap((pod) => {
    const place = everywhere ? [namespaceOf(pod)] : [];
    if (!byContainer) return [[...place, nameOf(pod), ...cells(podAmounts(pod))]];
    const containers = (pod.containers ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return containers.map(({ name, usage }) => [...place, nameOf(pod), name, ...cells(amountsOf(usage))]);
  });
  if (flags.isOn('sum')) {
    const blanks = Array.from({ length: (everywhere ? 2 : 1) + (byContainer ? 1 : 0) }, () => '');
    const total = pods.map(podAmounts).reduce(add, { cpu: 0, memory: 0 });
    rows.push([...blanks, '________', '________'], [...blanks, ...cells(total)]);
  }
  const names = byContainer ? ['POD', 'NAME'] : ['NAME'];
  const headers = [...(everywhere ? ['NAMESPACE'] : []), ...names, 'CPU(cores)', 'MEMORY(bytes)'];
  print(printCells(flags.isOn('no-headers') ? [] : headers, rows));
}

function checkSortBy({ flags }: Invocation): void {
  if (!['', 'cpu', 'memory'].includes(flags.text('sort-by')))
    throw new KubectlError('--sort-by accepts only cpu or memory');
}

function selectorsOf({ flags }: Invocation): Record<string, string> {
  return {
    ...(flags.given('selector') ? { labelSelector: flags.text('selector') } : {}),
    ...(flags.text('field-selector') === '' ? {} : { fieldSelector: flags.text('field-selector') }),
  };
}

async function readMetrics(invocation: Invocation, path: string): Promise<Metrics[]> {
  const query = selectorsOf(invocation);
  try {
    const answer = await invocation.server.send({ method: 'GET', path: `${metricsRoot}/${path}`, query });
    return (answer as { items?: Metrics[] }).items ?? [answer as Metrics];
  } catch (error) {
    const unknown = error instanceof ServerError && error.status.details?.name === undefined;
    if (unknown && error.reason === 'NotFound') throw new KubectlError('Metrics API not available');
    throw error;
  }
}

function amountsOf(usage: Usage = {}): Amounts {
  return {
    cpu: Number(scaledValue(parseQuantity(usage.cpu ?? '0'), -9)),
    memory: quantityToBytes(usage.memory ?? '0'),
  };
}

function podAmounts({ containers = [] }: Metrics): Amounts {
  return containers.map(({ usage }) => amountsOf(usage)).reduce(add, { cpu: 0, memory: 0 });
}

function add(a: Amounts, b: Amounts): Amounts {
  return { cpu: a.cpu + b.cpu, memory: a.memory + b.memory };
}

/** Most first when sorted by an amount, else by name. */
function sortedBy(
  { flags }: Invocation,
  found: readonly Metrics[],
  amounts: (one: Metrics) => Amounts,
): Metrics[] {
  const key = flags.text('sort-by') as '' | 'cpu' | 'memory';
  const title = (one: Metrics) => `${namespaceOf(one)}/${nameOf(one)}`;
  return found.toSorted((a, b) =>
    key === '' ? (title(a) < title(b) ? -1 : 1) : amounts(b)[key] - amounts(a)[key],
  );
}

function cells({ cpu, memory }: Amounts): string[] {
  return [millicores(cpu), mebibytes(memory)];
}

const nanoPerMilli = 1e6;

function millicores(nanocores: number): string {
  return `${Math.ceil(nanocores / nanoPerMilli)}m`;
}

function mebibytes(bytes: number): string {
  return `${Math.floor(bytes / 2 ** 20)}Mi`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '<unknown>' : `${Math.floor((part / whole) * 100)}%`;
}

/** Every cell is followed by the gap, the last ones too. */
function printCells(headers: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const ended = (line: readonly string[]) => (line.length === 0 ? line : [...line, '']);
  return printColumns(ended(headers), rows.map(ended), layout);
}
