/** How the API server tells of fields that others manage. `apimachinery/pkg/util/managedfields/internal/conflict.go` */
import { refuse, type StatusError } from '../../api/status-error.ts';
import type { Conflict, Manager } from './managers.ts';

export function applyConflict(conflicts: readonly Conflict[]): StatusError {
  const single = conflicts.flatMap(({ manager, paths }) => paths.map((field) => ({ manager, field })));
  const causes = single.map(({ manager, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${printManager(manager)}`,
    field,
  }));
  const [first] = causes;
  const text =
    single.length === 1 ? `1 conflict: ${first!.message}: ${first!.field}` : listed(conflicts, single.length);
  return refuse(409, 'Conflict', `Apply failed with ${text}`, { causes });
}

function listed(conflicts: readonly Conflict[], count: number): string {
  const lines = conflicts
    .map(({ manager, paths }) => [printManager(manager), paths] as const)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([manager, paths]) => [`conflicts with ${manager}:`, ...paths.map((path) => `- ${path}`)]);
  return `${count} conflicts: ${lines.join('\n')}`;
}

function printManager({ manager, subresource, operation, apiVersion }: Manager): string {
  const part = subresource === '' ? '' : ` with subresource ${JSON.stringify(subresource)}`;
  return `${JSON.stringify(manager)}${part}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}
