import { apiVersionOf } from '../../engine/api/kinds.ts';
import { printColumns } from '../columns.ts';
import type { KubectlCommand } from '../invocation.ts';
import { outputFlag } from '../invocation.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import type { KnownResource } from '../resource-map.ts';

/** `kubectl api-resources`. `staging/src/k8s.io/kubectl/pkg/cmd/apiresources/apiresources.go` */
export const apiResourcesCommand: KubectlCommand = {
  name: 'api-resources',
  flags: [
    outputFlag,
    { name: 'api-group', takes: 'text' },
    { name: 'cached', takes: 'switch' },
    { name: 'categories', takes: 'list' },
    { name: 'namespaced', takes: 'switch', initially: 'true' },
    { name: 'no-headers', takes: 'switch' },
    { name: 'sort-by', takes: 'text' },
    { name: 'verbs', takes: 'list' },
  ],
  async run({ words, flags, print, server }) {
    if (words.length > 0) throw usageError('api-resources', `unexpected arguments: [${words.join(' ')}]`);
    const format = flags.text('output');
    if (!['', 'wide', 'name'].includes(format)) throw new KubectlError(`--output ${format} is not available`);
    const map = await server.resourceMap(!flags.isOn('cached'));
    const chosen = map
      .preferred()
      .filter(({ kind, verbs }) => {
        if (flags.given('api-group') && kind.group !== flags.text('api-group')) return false;
        if (flags.given('namespaced') && kind.namespaced !== flags.isOn('namespaced')) return false;
        if (!flags.list('verbs').every((verb) => verbs.includes(verb))) return false;
        return flags.list('categories').every((category) => kind.categories.includes(category));
      })
      .toSorted(orderBy(flags.text('sort-by')));
    if (format === 'name') for (const { kind } of chosen) print(kind.id);
    else if (chosen.length > 0) {
      const wide = format === 'wide';
      const headers = [
        'NAME',
        'SHORTNAMES',
        'APIVERSION',
        'NAMESPACED',
        'KIND',
        ...(wide ? ['VERBS', 'CATEGORIES'] : []),
      ];
      const rows = chosen.map((resource) => rowOf(resource, wide));
      print(printColumns(flags.isOn('no-headers') ? [] : headers, rows, { gap: 3, least: 6 }));
    }
  },
};

function rowOf({ kind, verbs }: KnownResource, wide: boolean): string[] {
  const row = [
    kind.plural,
    kind.shortNames.join(','),
    apiVersionOf(kind),
    String(kind.namespaced),
    kind.kind,
  ];
  return wide ? [...row, verbs.join(','), kind.categories.join(',')] : row;
}

function orderBy(key: string): (a: KnownResource, b: KnownResource) => number {
  if (key === 'name') return (a, b) => compare(a.kind.plural, b.kind.plural);
  if (key === 'kind') return (a, b) => compare(a.kind.kind, b.kind.kind);
  if (key !== '') throw new KubectlError('--sort-by accepts only name or kind');
  return (a, b) => compare(a.kind.group, b.kind.group) || compare(a.kind.plural, b.kind.plural);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
