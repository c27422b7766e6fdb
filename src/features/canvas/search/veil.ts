/** What steps back on the machines is covered thinly: one shape over all pods and Services that nobody looks for. */
import { objectKey } from '../../../model/mirror.ts';
import { findPlace } from '../find-place.ts';
import type { Rect } from '../layout.ts';
import type { Stage } from '../use-stage.ts';
import { isInNamespaces } from './match-store.ts';

const noPlaces: readonly Rect[] = [];

export function veiledPlaces(
  stage: Stage,
  keys: ReadonlySet<string> | null,
  namespaces: readonly string[],
): readonly Rect[] {
  const recedes = (key: string): boolean =>
    (keys !== null && !keys.has(key)) || !isInNamespaces(key, namespaces);
  if (keys === null && namespaces.length === 0) return noPlaces;
  const { scene } = stage;
  const candidates = [
    ...scene.machines.flatMap(({ seats }) => seats.map(({ key }) => key)),
    ...scene.queue.map((pod) => objectKey('pods', pod)),
    ...scene.services.map(({ key }) => key),
  ];
  return candidates.filter(recedes).flatMap((key) => findPlace(stage, key) ?? []);
}

/** A path round all of them, each a little larger than its card. */
export function veilPath(places: readonly Rect[]): string {
  return places
    .map(({ x, y, width, height }) => `M${x - 2} ${y - 2}h${width + 4}v${height + 4}h${-width - 4}z`)
    .join('');
}
