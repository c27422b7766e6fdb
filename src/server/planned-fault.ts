/** `--fault TYPE,key=value,...` of the headless runner: what goes wrong, and when. */
import { type ApiRequest, type FaultSpec, faultTypes } from '../engine/index.ts';
import { parseDuration } from './duration.ts';
import { UsageError } from './usage-error.ts';

/** A request that is sent so many simulated milliseconds after the manifests were applied. */
export interface PlannedRequest {
  readonly afterMs: number;
  readonly request: ApiRequest;
}

/** What happens to a machine: the field of its spec, broken and mended. */
const machineFaults: Readonly<Record<string, readonly [field: string, broken: string, whole: string]>> = {
  PowerOff: ['power', 'Off', 'On'],
  Partition: ['network', 'Partitioned', 'Connected'],
};
const targetKeys = new Set(['namespace', 'pod', 'container', 'image', 'node']);

/**
 * `ContainerExit,pod=web-1,exitCode=3,at=30s`, `OOMKill,label=app=web`, `PowerOff,node=node-2,at=1m,for=5m`.
 * @throws UsageError for anything else.
 */
export function parseFault(text: string): readonly PlannedRequest[] {
  const [type = '', ...pairs] = text.split(',');
  const values = new Map<string, string>();
  const labels: Record<string, string> = {};
  for (const pair of pairs) {
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    if (key === '') throw new UsageError(`--fault ${text}: "${pair}" is not key=value`);
    if (key === 'label') addLabel(labels, value, text);
    else values.set(key, value);
  }
  const afterMs = values.has('at') ? parseDuration(values.get('at')!, '--fault at') : 0;
  const forMs = values.has('for') ? parseDuration(values.get('for')!, '--fault for') : undefined;
  values.delete('at');
  values.delete('for');
  const machine = Object.hasOwn(machineFaults, type) ? machineFaults[type] : undefined;
  if (machine !== undefined) return machineRequests(text, machine, values, afterMs, forMs);
  return [{ afterMs, request: faultRequest(text, type, values, labels, forMs) }];
}

function addLabel(labels: Record<string, string>, value: string, text: string): void {
  const [, key = '', wanted = ''] = /^([^=]+)=(.*)$/.exec(value) ?? [];
  if (key === '') throw new UsageError(`--fault ${text}: label wants label=key=value`);
  labels[key] = wanted;
}

function machineRequests(
  text: string,
  [field, broken, whole]: readonly [string, string, string],
  values: Map<string, string>,
  afterMs: number,
  forMs: number | undefined,
): PlannedRequest[] {
  const node = values.get('node');
  values.delete('node');
  if (node === undefined) throw new UsageError(`--fault ${text}: which node? Add node=NAME`);
  refuseRest(text, values);
  const set = (value: string): ApiRequest => ({
    method: 'PATCH',
    path: `/apis/podarium.dev/v1alpha1/machines/${encodeURIComponent(node)}`,
    contentType: 'application/merge-patch+json',
    body: { spec: { [field]: value } },
  });
  const strike = { afterMs, request: set(broken) };
  return forMs === undefined ? [strike] : [strike, { afterMs: afterMs + forMs, request: set(whole) }];
}

function faultRequest(
  text: string,
  type: string,
  values: Map<string, string>,
  labels: Readonly<Record<string, string>>,
  forMs: number | undefined,
): ApiRequest {
  const known = faultTypes.find((candidate) => candidate === type);
  if (known === undefined) {
    const all = [...faultTypes, ...Object.keys(machineFaults)].join(', ');
    throw new UsageError(`--fault ${text}: "${type}" is none of ${all}`);
  }
  const target: Record<string, unknown> = Object.keys(labels).length === 0 ? {} : { labels };
  for (const key of targetKeys) {
    const value = values.get(key);
    if (value !== undefined) target[key] = value;
    values.delete(key);
  }
  const own = ownFields(text, values);
  refuseRest(text, values);
  const spec: FaultSpec = {
    type: known,
    target,
    ...own,
    ...(forMs === undefined ? {} : { durationSeconds: Math.ceil(forMs / 1000) }),
  };
  return {
    method: 'POST',
    path: '/apis/podarium.dev/v1alpha1/faults',
    body: { apiVersion: 'podarium.dev/v1alpha1', kind: 'Fault', metadata: { generateName: 'fault-' }, spec },
  };
}

const numberFields = ['exitCode', 'seconds'] as const;
const textFields = ['probe', 'rate', 'available'] as const;

/** Fields of the spec that say how: the API server judges what they mean. */
function ownFields(text: string, values: Map<string, string>): Partial<FaultSpec> {
  const own: Record<string, string | number> = {};
  for (const key of [...numberFields, ...textFields]) {
    const value = values.get(key);
    values.delete(key);
    if (value === undefined) continue;
    const isNumber = numberFields.some((field) => field === key);
    if (isNumber && !/^\d{1,9}$/.test(value))
      throw new UsageError(`--fault ${text}: ${key} wants a number, not "${value}"`);
    own[key] = isNumber ? Number(value) : value;
  }
  return own;
}

function refuseRest(text: string, values: ReadonlyMap<string, string>): void {
  const [unknown] = values.keys();
  if (unknown !== undefined) throw new UsageError(`--fault ${text}: "${unknown}" is not known here`);
}
