import { humanDuration, shortHumanDuration } from '../../../kubectl/human-duration.ts';
import { parseLabelChanges } from '../../../kubectl/key-changes.ts';
import { kindsOfCategory } from '../../../kubectl/resource-arguments.ts';
import { changeTaints, conflictingTaints, parseTaintChanges } from '../../../kubectl/taints.ts';
import type { Adapters } from '../adapter.ts';

/** An output, or the error in its place. */
function answer(act: () => unknown, errorOf: (error: Error) => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return { error: errorOf(error as Error) };
  }
}

export const adapters: Adapters = {
  'kubectl/human-duration': ({ seconds }) => humanDuration(seconds),
  'kubectl/short-human-duration': ({ seconds }) => shortHumanDuration(seconds),
  'kubectl/label-arguments': ({ args }) =>
    answer(
      () => parseLabelChanges(args ?? []),
      () => true,
    ),
  'kubectl/resource-categories': ({ category }) => kindsOfCategory(category).map((kind) => kind.plural),
  'kubectl/taint-arguments': ({ args }) =>
    answer(
      () => parseTaintChanges(args),
      (error) => error.message,
    ),
  'kubectl/taint-apply': ({ nodeTaints, overwrite, add, remove }) =>
    answer(
      () => changeTaints(nodeTaints, { add: add ?? [], remove: remove ?? [] }, overwrite),
      () => true,
    ),
  'kubectl/taint-conflicts': ({ nodeTaints, taints }) => conflictingTaints(nodeTaints, taints ?? []),
};
