/** `kubectl describe` of namespaces and what bounds them. `kubectl/pkg/describe/describe.go` */
import { describeConditions } from './conditions.ts';
import type { LimitRange, Namespace, ResourceQuota } from '../../engine/api/generated/types.ts';
import { canonicalQuantity } from '../../engine/api/quantity.ts';
import { kindByName } from '../resource-arguments.ts';
import type { Server } from '../server.ts';
import { compare, type Description } from './description.ts';

export async function describeNamespace(
  description: Description,
  { metadata, status }: Namespace,
  server: Server,
): Promise<void> {
  const namespace = metadata?.name ?? '';
  description.field('Name', namespace);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  description.field('Status', status?.phase ?? '');
  const conditions = status?.conditions ?? [];
  if (conditions.length > 0) describeConditions(description, conditions);
  const quotas = (await server.list(kindByName('resourcequotas'), namespace)) as ResourceQuota[];
  description.line('');
  describeQuotas(description, quotas);
  const ranges = (await server.list(kindByName('limitranges'), namespace)) as LimitRange[];
  description.line('');
  describeRanges(description, ranges);
}

function describeQuotas(description: Description, quotas: readonly ResourceQuota[]): void {
  if (quotas.length === 0) return description.line('No resource quota.');
  description.line('Resource Quotas');
  for (const quota of quotas.toSorted((a, b) => compare(a.metadata?.name ?? '', b.metadata?.name ?? ''))) {
    description.field('Name', quota.metadata?.name, 1);
    describeScopes(description, quota, 1, '* ');
    description.line('Resource\tUsed\tHard', 1);
    description.line('--------\t---\t---', 1);
    for (const row of usage(quota)) description.line(row.join('\t'), 1);
  }
}

function describeRanges(description: Description, ranges: readonly LimitRange[]): void {
  if (ranges.length === 0) return description.line('No LimitRange resource.');
  description.line('Resource Limits');
  for (const line of rangeHeadline) description.line(` ${line}`);
  for (const range of ranges) for (const row of limitRows(range)) description.line(` ${row.join('\t')}`);
}

export function describeQuota(description: Description, quota: ResourceQuota): void {
  description.name(quota);
  describeScopes(description, quota, 0, ' * ');
  description.table(['Resource', 'Used', 'Hard'], usage(quota), 0);
}

/** What each scope means, in short. */
const scopeTexts: Readonly<Record<string, string>> = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

function describeScopes(
  description: Description,
  { spec }: ResourceQuota,
  level: number,
  mark: string,
): void {
  const scopes = (spec?.scopes ?? []).toSorted(compare);
  if (scopes.length === 0) return;
  description.field('Scopes', scopes.join(', '), level);
  for (const scope of scopes) {
    const text = scopeTexts[scope];
    if (text !== undefined) description.line(`${mark}${text}`, level);
  }
}

function usage({ status }: ResourceQuota): string[][] {
  const { hard = {}, used = {} } = status ?? {};
  const names = Object.keys(hard).toSorted(compare);
  return names.map((name) => [name, canonicalQuantity(used[name] ?? '0'), canonicalQuantity(hard[name]!)]);
}

const rangeHeadline = [
  'Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio',
  '----\t--------\t---\t---\t---------------\t-------------\t-----------------------',
];

export function describeLimitRange(description: Description, range: LimitRange): void {
  description.name(range);
  for (const line of rangeHeadline) description.line(line);
  for (const row of limitRows(range)) description.line(row.join('\t'));
}

/** kubectl's own order of resources is Go's random order of keys; here it is the alphabet's. */
function limitRows({ spec }: LimitRange): string[][] {
  return (spec?.limits ?? []).flatMap((item) => {
    const lists = [item.min, item.max, item.defaultRequest, item.default, item.maxLimitRequestRatio];
    const names = [...new Set(lists.flatMap((list) => Object.keys(list ?? {})))].toSorted(compare);
    return names.map((name) => {
      const amounts = lists.map((list) => (list?.[name] === undefined ? '-' : canonicalQuantity(list[name])));
      return [item.type, name, ...amounts];
    });
  });
}
