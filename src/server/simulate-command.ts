/** `npm run simulate`: the headless runner from its command line to its exit code. */
import type { Change } from '../engine/index.ts';
import { runKubectl } from '../kubectl/index.ts';
import { ManifestError, readManifestFiles } from './read-manifests.ts';
import { parseOptions, type SimulateOptions, usage } from './simulate-options.ts';
import { objectsOf, runSimulation, type SimulationResult } from './simulation.ts';
import { SimulatedClient } from './simulated-client.ts';
import { UsageError } from './usage-error.ts';

export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  readStdin(): string;
}

/** What a table shows, in this order, as far as the cluster has it. */
const shown = [
  'nodes',
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'replicasets.apps',
  'jobs.batch',
  'cronjobs.batch',
  'pods',
  'services',
  'persistentvolumeclaims',
];

/** Gives the exit code: 0 when all went well, 1 when a check fails or something is refused, 2 for wrong usage. */
export async function simulate(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options === undefined) {
      terminal.out(usage);
      return 0;
    }
    return await run(options, terminal);
  } catch (error) {
    if (error instanceof ManifestError) {
      terminal.error(`${error.message}\n`);
      return 1;
    }
    if (!(error instanceof UsageError)) throw error;
    terminal.error(`${error.message}\n\n${usage}`);
    return 2;
  }
}

async function run(options: SimulateOptions, terminal: Terminal): Promise<number> {
  const { files, output, ...rest } = options;
  const objects = readManifestFiles(files, terminal.readStdin).map(({ object }) => object);
  const onChange = (change: Change, seconds: number): void =>
    terminal.out(`${JSON.stringify({ seconds, ...lineOf(change) })}\n`);
  const result = await runSimulation({ ...rest, objects, ...(output === 'jsonl' ? { onChange } : {}) });
  if (output === 'json') terminal.out(`${JSON.stringify(documentOf(result), null, 2)}\n`);
  if (output === 'table') terminal.out(await tableOf(result));
  return report(result, output === 'table' ? terminal.out : terminal.error);
}

function lineOf({ revision, type, resource, namespace, name, author, next, previous }: Change): object {
  return { revision, type, resource, namespace, name, author, object: next ?? previous };
}

function documentOf({ seconds, applied, checks, cluster }: SimulationResult): object {
  return { seconds, applied, checks, objects: objectsOf(cluster) };
}

async function tableOf({ cluster }: SimulationResult): Promise<string> {
  const resources = shown.filter((resource) => cluster.view.list(resource).length > 0);
  const line = ['get', resources.join(','), '-A'];
  const { stdout, stderr } = await runKubectl(line, { client: new SimulatedClient(cluster) });
  return `${stdout}${stderr}
`;
}

/** Says what was refused and which checks hold. */
function report({ applied, checks, refusedFaults }: SimulationResult, say: (text: string) => void): number {
  const refused = [
    ...applied.flatMap(({ kind, name, status }) =>
      status === undefined ? [] : [`refused ${kind}/${name}: ${status.message}`],
    ),
    ...refusedFaults.map((status) => `refused fault: ${status.message}`),
  ];
  for (const line of refused) say(`${line}\n`);
  for (const { check, holds } of checks) say(`${holds ? 'ok     ' : 'FAILED '} ${check}\n`);
  return refused.length > 0 || checks.some(({ holds }) => !holds) ? 1 : 0;
}
