import type { KubeObject, Picture } from '../bridge/protocol.ts';

/**
 * A picture of the same run with those objects that are shown already, so that nothing is drawn again: an object of
 * the same revision is the same.
 */
export function withKnown(picture: Picture, known: Picture): Picture {
  const shown = new Map(known.objects.map(({ key, object }) => [key, object]));
  return {
    ...picture,
    objects: picture.objects.map((patch) => {
      const object = shown.get(patch.key);
      return object != null && isSame(object, patch.object) ? { key: patch.key, object } : patch;
    }),
  };
}

function isSame(shown: KubeObject, told: KubeObject | null): boolean {
  return (
    shown.metadata?.uid === told?.metadata?.uid &&
    shown.metadata?.resourceVersion === told?.metadata?.resourceVersion
  );
}
