import { parseCustomColumns, printCustomColumns } from '../../../kubectl/custom-columns.ts';
import { generateFrom, generators } from '../../../kubectl/generate/index.ts';
import { humanDuration, shortHumanDuration } from '../../../engine/api/human-duration.ts';
import { printTemplate, relaxPath } from '../../../kubectl/jsonpath/index.ts';
import { parseLabelChanges } from '../../../kubectl/key-changes.ts';
import { kindsOfCategory } from '../../../kubectl/resource-arguments.ts';
import { readCommand } from '../../../kubectl/command-line.ts';
import { containerPortOf } from '../../../kubectl/service-ports.ts';
import { sortBy } from '../../../kubectl/sort-by.ts';
import { changeTaints, conflictingTaints, parseTaintChanges } from '../../../kubectl/taints.ts';
import type { Adapter, Adapters } from '../adapter.ts';

/** An output, or the error in its place. */
function answer(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return { error: (error as Error).message.replace(/\nSee 'kubectl .*$/, '') };
  }
}

/** The object that a generating command would send. */
const generated: Adapter = ({ args }: { args: string[] }) =>
  answer(() => {
    const { command, parsed } = readCommand(['--dry-run=client', ...args]);
    const generator = generators.find(({ name }) => name === command.name);
    if (generator === undefined) throw new Error(`kubectl ${command.name} generates nothing`);
    return { object: generateFrom(generator, parsed) };
  });

export const adapters: Adapters = {
  'kubectl/human-duration': ({ seconds }) => humanDuration(seconds),
  'kubectl/short-human-duration': ({ seconds }) => shortHumanDuration(seconds),
  'kubectl/label-arguments': ({ args }) => answer(() => parseLabelChanges(args ?? [])),
  'kubectl/resource-categories': ({ category }) => kindsOfCategory(category).map((kind) => kind.plural),
  'kubectl/taint-arguments': ({ args }) => answer(() => parseTaintChanges(args)),
  'kubectl/taint-apply': ({ nodeTaints, overwrite, add, remove }) =>
    answer(() => changeTaints(nodeTaints, { add: add ?? [], remove: remove ?? [] }, overwrite)),
  'kubectl/taint-conflicts': ({ nodeTaints, taints }) => conflictingTaints(nodeTaints, taints ?? []),
  'kubectl/jsonpath': ({ template, data, allowMissingKeys }) =>
    answer(() => ({ output: printTemplate(template, data, allowMissingKeys === true) })),
  'kubectl/relaxed-jsonpath': ({ path }) => answer(() => ({ path: relaxPath(path) })),
  'kubectl/custom-columns-spec': ({ spec }) => answer(() => parseCustomColumns(spec)),
  'kubectl/custom-columns-print': ({ columns, spec, object }) =>
    answer(() => `${printCustomColumns(columns ?? parseCustomColumns(spec), object.items ?? [object])}\n`),
  'kubectl/sort-by': ({ items, sortBy: path }) => answer(() => ({ items: sortBy(items, path) })),
  'kubectl/service-port-to-container-port': ({ service, pod, port }) =>
    answer(() => ({ port: containerPortOf(service, pod, port) })),
  'kubectl/create-configmap': generated,
  'kubectl/create-cronjob': generated,
  'kubectl/create-deployment': generated,
  'kubectl/create-ingress': generated,
  'kubectl/create-job': generated,
  'kubectl/create-pdb': generated,
  'kubectl/create-priority-class': generated,
  'kubectl/create-quota': generated,
  'kubectl/create-role': generated,
  'kubectl/create-role-binding': generated,
  'kubectl/create-secret': generated,
  'kubectl/create-service': generated,
  'kubectl/create-simple': generated,
  'kubectl/run': generated,
};
