/** How faithful the simulation is, as a page of documentation made from the kinds table and the list of differences. */
import { apiVersionOf, fidelityWarning, type ResourceKind, resourceKinds } from '../../engine/api/kinds.ts';
import { differences } from './not-simulated.ts';

const introduction = `# How faithful Podarium is

This page is generated (\`npm run fidelity\`) from the kinds table and from the list of known differences in
\`src/testing/fidelity\`; a test holds it up to date. Podarium follows Kubernetes 1.36. Whoever creates an object that
is only stored is told so in a warning of the API server.`;

export function fidelityMatrix(): string {
  return `${[introduction, '## Kinds', kindsTable(), '## What differs', differencesTable()].join('\n\n')}\n`;
}

function kindsTable(): string {
  const rows = resourceKinds.map((kind) => [kind.kind, apiVersionOf(kind), standing(kind)]);
  return table(['kind', 'API', 'here'], rows);
}

function standing(kind: ResourceKind): string {
  if (kind.group === 'rbac.authorization.k8s.io') return 'simulated when roles are switched on';
  return fidelityWarning(kind, {}) === undefined ? 'simulated' : 'stored, validated, shown';
}

function differencesTable(): string {
  const rows = differences.map(({ area, real, here }) => [area, real, here]);
  return table(['area', 'in a real cluster', 'here'], rows);
}

/** Columns padded as the formatter would. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
