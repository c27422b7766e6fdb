import { apiVersionOf, resourceKinds } from '../../engine/api/kinds.ts';
import { printColumns } from '../columns.ts';
import type { KubectlCommand } from '../invocation.ts';
import { outputFlag } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';

/** `kubectl api-resources`. `staging/src/k8s.io/kubectl/pkg/cmd/apiresources/apiresources.go` */
export const apiResourcesCommand: KubectlCommand = {
  name: 'api-resources',
  flags: [
    outputFlag,
    { name: 'api-group', takes: 'text' },
    { name: 'namespaced', takes: 'switch', initially: 'true' },
    { name: 'no-headers', takes: 'switch' },
  ],
  run({ flags, print }) {
    const format = flags.text('output');
    if (format !== '' && format !== 'name') throw new KubectlError(`--output ${format} is not available`);
    const kinds = resourceKinds
      .filter(({ group }) => !flags.given('api-group') || group === flags.text('api-group'))
      .filter(({ namespaced }) => !flags.given('namespaced') || namespaced === flags.isOn('namespaced'))
      .toSorted((a, b) => compare(a.group, b.group) || compare(a.plural, b.plural));
    if (format === 'name') {
      for (const { id } of kinds) print(id);
    } else if (kinds.length > 0) {
      const rows = kinds.map((kind) => [
        kind.plural,
        kind.shortNames.join(','),
        apiVersionOf(kind),
        String(kind.namespaced),
        kind.kind,
      ]);
      const headers = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'];
      print(printColumns(flags.isOn('no-headers') ? [] : headers, rows, { gap: 3, least: 6 }));
    }
    return Promise.resolve();
  },
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
