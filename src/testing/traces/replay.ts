/** Runs the script of a golden trace on our own cluster, and records what happens in the recorder's form. */
import type { Pod, PodDisruptionBudget } from '../../engine/api/generated/types.ts';
import { labelSelectorMatches } from '../../engine/api/label-selector.ts';
import type { AnyObject, Change, Cluster, KubeObject } from '../../engine/index.ts';
import { createCluster, resourceKinds } from '../../engine/index.ts';
import { runKubectl } from '../../kubectl/index.ts';
import { ClusterClient } from '../cluster-client.ts';
import { parseAction } from './actions.ts';
import type { Naming } from './naming.ts';
import { nameObjects } from './naming.ts';
import { scriptedRuntime } from './scripted-runtime.ts';
import type { CompactObject, Fields, RecordedChange, Run, Step, Trace } from './trace.ts';

/** What chance decides before a script begins. */
export interface Beginning {
  readonly seed: string;
  /** How long the cluster has lived then: where in their periods the parts are that look from time to time. */
  readonly ageMs: number;
}

/** From the start of kubectl to its first request. */
const kubectlStartMs = 250;

/** Machines join one after the other, as they did in the recording: their kubelets are out of step. */
const joinApartMs = 370;

/** Runs the whole script. The cluster's own work is done and its nodes are ready when it begins. */
export async function replay(trace: Trace, { seed, ageMs }: Beginning): Promise<Run> {
  const cluster = createCluster({
    seed,
    settings: { nodeMonitorGracePeriodSeconds: 40, schedulerQueueingHints: false },
    runtime: scriptedRuntime,
  });
  joinMachines(cluster);
  cluster.advanceTo(ageMs - 5_000);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: trace.namespace } };
  request(cluster, 'POST', '/api/v1/namespaces', namespace);
  cluster.advanceTo(ageMs);
  const changes: RecordedChange[] = [];
  cluster.subscribe((change) => record(trace, change, ageMs, changes));
  const golden = nameObjects(trace);
  const steps: Step[] = [];
  for (const step of trace.steps) {
    cluster.advanceTo(Math.max(cluster.nowMs, ageMs + effectOf(step)));
    const own = nameObjects({ steps, changes, final: {} });
    const textOf = (text: string) => translate(text, golden, own);
    steps.push(
      step.cmd === undefined
        ? act(cluster, trace, step, textOf)
        : await runCommand(cluster, trace, step, textOf),
    );
  }
  cluster.advanceTo(Math.max(cluster.nowMs, ageMs + trace.durationMs));
  return { steps, changes, final: finalObjects(cluster, trace) };
}

function joinMachines(cluster: Cluster): void {
  for (const [index, zone] of ['zone-a', 'zone-b', 'zone-c'].entries()) {
    cluster.advanceTo(index * joinApartMs);
    const metadata = { name: `node-${index + 1}` };
    const machine = { kind: 'Machine', metadata, spec: { cpu: '4', memory: '8Gi', zone } };
    const path = '/apis/podarium.dev/v1alpha1/machines';
    request(cluster, 'POST', path, { apiVersion: 'podarium.dev/v1alpha1', ...machine });
  }
}

/**
 * When a step takes effect: kubectl itself took its time on the recorder's machine, and had done its work when it
 * ended, unless it was one of those that wait for something.
 */
function effectOf({ t, tEnd = t, cmd = '' }: Step): number {
  const waits =
    / (rollout status|drain|wait) /.test(cmd) || (/ delete /.test(cmd) && !cmd.includes('--wait=false'));
  return waits ? Math.min(t + kubectlStartMs, tEnd) : tEnd;
}

/** Generated names of the recording become those of the objects that stand for them here. */
function translate(text: string, golden: Naming, own: Naming): string {
  return golden.generated.reduce(
    (result, [name, alias]) => result.replaceAll(name, own.nameOf(alias) ?? name),
    text,
  );
}

async function runCommand(
  cluster: Cluster,
  trace: Trace,
  step: Step,
  textOf: (text: string) => string,
): Promise<Step> {
  const options = {
    client: new ClusterClient(cluster),
    namespace: trace.namespace,
    ...(step.manifest === undefined ? {} : { stdin: inOurWords(textOf(step.manifest)) }),
  };
  const { stdout, stderr, exitCode } = await runKubectl(textOf(step.cmd ?? ''), options);
  return { ...step, stdout, stderr, exit: exitCode };
}

/** Versions that are served no more are read as v1, and `until` is a word of our shell. */
function inOurWords(manifest: string): string {
  return manifest
    .replace(/("?apiVersion"?: *"?(?:batch|policy)\/)v1beta1/g, '$1v1')
    .replace(/"until (\d+)"/g, '"succeeds-until $1"');
}

function inRecordedWords(text: string): string {
  return text.replace(/succeeds-until (\d+)/g, 'until $1');
}

function act(cluster: Cluster, trace: Trace, step: Step, textOf: (text: string) => string): Step {
  const action = parseAction(textOf(step.action ?? ''));
  if (action.kind === 'file') {
    const command = action.present ? ['touch', '/tmp/ready'] : ['rm', '-f', '/tmp/ready'];
    request(cluster, 'POST', `/api/v1/namespaces/${trace.namespace}/pods/${action.pod}/exec`, { command });
    return step;
  }
  if (action.kind === 'evict') return evict(cluster, trace, step, action.minAvailable);
  for (const spec of action.changes) {
    request(cluster, 'PATCH', `/apis/podarium.dev/v1alpha1/machines/${action.machine}`, { spec });
  }
  return step;
}

/** From the change of a budget to the eviction that asks it. */
const budgetSettlesMs = 100;

function evict(cluster: Cluster, trace: Trace, step: Step, minAvailable: number): Step {
  const [budget] = cluster.view.list<PodDisruptionBudget>('poddisruptionbudgets.policy', trace.namespace);
  const path = `/apis/policy/v1/namespaces/${trace.namespace}/poddisruptionbudgets/${budget?.metadata?.name}`;
  request(cluster, 'PATCH', path, { spec: { minAvailable } });
  cluster.advanceTo(cluster.nowMs + budgetSettlesMs);
  const [pod] = cluster.view
    .list<Pod>('pods', trace.namespace)
    .filter(({ metadata }) => labelSelectorMatches(budget?.spec?.selector, metadata?.labels));
  const metadata = { name: pod?.metadata?.name ?? '', namespace: trace.namespace };
  const { code: status, body } = cluster.request({
    method: 'POST',
    path: `/api/v1/namespaces/${trace.namespace}/pods/${metadata.name}/eviction`,
    body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata },
  });
  return { ...step, result: { status, body } };
}

/** @throws Error when the script's own means are refused: then there is nothing to compare. */
function request(cluster: Cluster, method: 'POST' | 'PATCH', path: string, body: unknown): void {
  const contentType = method === 'PATCH' ? { contentType: 'application/merge-patch+json' } : {};
  const answer = cluster.request({ method, path, body, ...contentType });
  if (answer.code >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
}

const kindOfResource = new Map(resourceKinds.map((entry) => [entry.id, entry.kind]));

/** The recorder watched the script's namespace, the nodes, and Events about nodes. */
function record(trace: Trace, change: Change, ageMs: number, changes: RecordedChange[]): void {
  const kind = kindOfResource.get(change.resource) ?? change.resource;
  const object = (change.next ?? change.previous) as AnyObject;
  const obj = compact(kind, object);
  const aboutNode = kind === 'Event' && obj.involved?.startsWith('Node/') === true;
  if (change.namespace !== trace.namespace && kind !== 'Node' && kind !== 'Lease' && !aboutNode) return;
  changes.push({ t: change.timeMs - ageMs, type: change.type, kind, name: change.name, obj });
}

function compact(kind: string, object: AnyObject): CompactObject {
  if (kind === 'Event') return compactEvent(object);
  const { ownerReferences, deletionTimestamp } = object.metadata ?? {};
  return {
    ...(ownerReferences === undefined ? {} : { ownerRefs: ownerReferences }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    spec: (object['spec'] ?? {}) as Fields,
    status: (object['status'] ?? {}) as Fields,
  };
}

function compactEvent(event: AnyObject): CompactObject {
  const { type, reason, message, count, series, involvedObject } = event as unknown as Fields;
  const repeated = count ?? series?.count;
  return {
    type,
    reason,
    message,
    involved: `${involvedObject?.kind}/${involvedObject?.name}`,
    ...(repeated ? { count: repeated } : {}),
  };
}

function finalObjects(cluster: Cluster, trace: Trace): Run['final'] {
  const final: Record<string, KubeObject[]> = {};
  for (const [, object] of cluster.objects()) {
    const { kind = '' } = object;
    const belongs = object.metadata?.namespace === trace.namespace || kind === 'Node';
    if (belongs && kind in trace.final) final[kind] = [...(final[kind] ?? []), object];
  }
  return JSON.parse(inRecordedWords(JSON.stringify(final))) as Run['final'];
}
