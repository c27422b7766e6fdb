/** A cluster from an empty start to its end: manifests applied, faults struck, time run, checks asked. */
import { refuse } from '../engine/api/status-error.ts';
import { evaluateCheck } from '../bridge/check.ts';
import {
  type AnyObject,
  type ApiRequest,
  type ApiResponse,
  type Change,
  type Cluster,
  createCluster,
  isHeartbeat,
  type KubeObject,
  type MachineSpec,
  type Node,
  resourceById,
  type Status,
} from '../engine/index.ts';
import { runKubectl } from '../kubectl/index.ts';
import type { PlannedRequest } from './planned-fault.ts';
import { SimulatedClient } from './simulated-client.ts';

export interface SimulationOptions {
  readonly objects: readonly AnyObject[];
  readonly untilMs: number;
  readonly faults: readonly PlannedRequest[];
  readonly checks: readonly string[];
  readonly workers: number;
  readonly cpu: string;
  readonly memory: string;
  readonly seed: string;
  /** Hears each change from the first apply on, heartbeats left out; `seconds` since then. */
  readonly onChange?: (change: Change, seconds: number) => void;
}

export interface AppliedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly result?: 'created' | 'configured' | 'unchanged';
  /** Why it was refused. */
  readonly status?: Status;
}

export interface SimulationResult {
  /** Simulated seconds since the manifests were applied. */
  readonly seconds: number;
  readonly applied: readonly AppliedObject[];
  readonly checks: readonly { readonly check: string; readonly holds: boolean }[];
  /** Faults that the API server refused. */
  readonly refusedFaults: readonly Status[];
  readonly cluster: Cluster;
}

/** A fresh cluster is given this long until its nodes are Ready. */
const settleLimitMs = 60_000;

export async function runSimulation(options: SimulationOptions): Promise<SimulationResult> {
  const cluster = createCluster({ seed: options.seed, machines: machinesOf(options) });
  settle(cluster);
  const startMs = cluster.nowMs;
  const { onChange } = options;
  if (onChange !== undefined)
    cluster.subscribe((change) => {
      if (!isHeartbeat(change)) onChange(change, (change.timeMs - startMs) / 1000);
    });
  const applied: AppliedObject[] = [];
  for (const object of options.objects) applied.push(await applyObject(cluster, object));
  const refusedFaults = runFaults(cluster, options, startMs);
  cluster.advanceTo(startMs + options.untilMs);
  const find = (key: string): KubeObject | undefined => {
    const [resource = '', namespace = '', ...name] = key.split('/');
    return cluster.get(resource, namespace, name.join('/'));
  };
  const checks = options.checks.map((check) => ({ check, holds: evaluateCheck(check, find) }));
  return { seconds: options.untilMs / 1000, applied, checks, refusedFaults, cluster };
}

/** Every object of the cluster with its apiVersion and kind. */
export function objectsOf(cluster: Cluster): AnyObject[] {
  return Array.from(cluster.objects(), ([key, object]) => {
    const { group, version, kind } = resourceById(key.slice(0, key.indexOf('/')));
    return { apiVersion: group === '' ? version : `${group}/${version}`, kind, ...object };
  });
}

function machinesOf({ workers, cpu, memory }: SimulationOptions): Record<string, MachineSpec> {
  const machines: Record<string, MachineSpec> = { 'control-plane': { role: 'control-plane', cpu, memory } };
  for (let index = 1; index <= workers; index++) machines[`node-${index}`] = { cpu, memory };
  return machines;
}

function settle(cluster: Cluster): void {
  const machines = Object.keys(cluster.options.machines ?? {}).length;
  const readyNodes = (): number => cluster.view.list<Node>('nodes').filter(isReady).length;
  while (cluster.nowMs < settleLimitMs && readyNodes() < machines) cluster.advanceTo(cluster.nowMs + 1000);
}

function isReady(node: Node): boolean {
  return (
    node.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ??
    false
  );
}

/** `kubectl apply` of one object: what it did, or the server's Status, or kubectl's own refusal as one. */
async function applyObject(cluster: Cluster, object: AnyObject): Promise<AppliedObject> {
  const { apiVersion = '', kind = '', metadata } = object;
  const about = {
    apiVersion,
    kind,
    name: metadata?.name ?? metadata?.generateName ?? '',
    ...(metadata?.namespace === undefined ? {} : { namespace: metadata.namespace }),
  };
  const client = new RefusalClient(cluster);
  const { stdout, stderr, exitCode } = await runKubectl(['apply', '-f', '-'], {
    client,
    stdin: JSON.stringify(object),
  });
  if (exitCode !== 0) return { ...about, status: client.refusal ?? kubectlRefusal(stderr) };
  const result = /\b(created|configured|unchanged)\s*$/.exec(stdout)?.[1] ?? 'configured';
  return { ...about, result: result as 'created' | 'configured' | 'unchanged' };
}

/** Remembers the last refusal that a command did not expect. */
class RefusalClient extends SimulatedClient {
  refusal: Status | undefined;

  override async request(request: ApiRequest): Promise<ApiResponse> {
    const answer = await super.request(request);
    const isLookUp = request.method === 'GET' && answer.code === 404;
    if (answer.code >= 400 && !isLookUp) this.refusal = answer.body as Status;
    return answer;
  }
}

/** kubectl itself refused: no such kind, no name. */
function kubectlRefusal(stderr: string): Status {
  return refuse(400, 'BadRequest', stderr.trim().replace(/^error: /, '')).status;
}

function runFaults(cluster: Cluster, { faults, untilMs }: SimulationOptions, startMs: number): Status[] {
  const refused: Status[] = [];
  const due = faults.filter(({ afterMs }) => afterMs <= untilMs);
  for (const { afterMs, request } of due.toSorted((left, right) => left.afterMs - right.afterMs)) {
    cluster.advanceTo(startMs + afterMs);
    const answer = cluster.request(request);
    if (answer.code >= 400) refused.push(answer.body as Status);
  }
  return refused;
}
