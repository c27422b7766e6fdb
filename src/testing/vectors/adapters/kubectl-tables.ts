import { cellsOf, columnsOf } from '../../../engine/apiserver/printing/table.ts';
import { parseTimestamp } from '../../../engine/api/time.ts';
import type { Adapter, Adapters } from '../adapter.ts';

/** The moments of the suites are told to the second: anything up to its end is meant. */
const endOfSecond = (moment: string) => parseTimestamp(moment) + 999;

/** Cells by the names of their columns. */
const table: Adapter = ({ object, now, wide = false }) => {
  const columns = columnsOf(object.kind).filter(({ priority }) => priority === 0 || wide);
  const cells = cellsOf(object.kind, object, { nowMs: endOfSecond(now), wide });
  return Object.fromEntries(cells.map((cell, index) => [columns[index]?.name ?? `cell ${index}`, cell]));
};

const kinds = [
  'cluster-role-binding',
  'config-map',
  'controller-revision',
  'cron-job',
  'daemon-set',
  'deployment',
  'endpoint-slice',
  'endpoints',
  'event',
  'horizontal-pod-autoscaler',
  'ingress',
  'ingress-class',
  'job',
  'lease',
  'namespace',
  'network-policy',
  'node',
  'persistent-volume',
  'persistent-volume-claim',
  'pod',
  'pod-disruption-budget',
  'priority-class',
  'replica-set',
  'replication-controller',
  'role-binding',
  'secret',
  'service',
  'service-account',
  'stateful-set',
  'storage-class',
];

export const adapters: Adapters = {
  'kubectl/table-columns': ({ kind }) =>
    columnsOf(kind).map(({ name, priority }) => ({ name, ...(priority > 0 ? { wide: true } : {}) })),
  ...Object.fromEntries(kinds.map((kind) => [`kubectl/table-${kind}`, table])),
};
