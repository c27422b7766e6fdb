/** The class of claims whose authors name none. `plugin/pkg/admission/storage/storageclass/setdefault`, `pkg/volume/util/storageclass.go` */
import { type KubeObject, nameOf } from '../object.ts';
import { classesResource } from './claims.ts';

const marks = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

/** Name of the default StorageClass; undefined where there is none. */
export function defaultStorageClass(source: {
  list(resource: string): readonly KubeObject[];
}): string | undefined {
  return defaultAmong(source.list(classesResource), marks);
}

/** The newest of the classes marked as default, by name where they are of one second. */
export function defaultAmong(classes: readonly KubeObject[], names: readonly string[]): string | undefined {
  const marked = classes.filter(({ metadata }) =>
    names.some((mark) => metadata?.annotations?.[mark] === 'true'),
  );
  const created = (object: KubeObject): string => object.metadata?.creationTimestamp ?? '';
  const [first] = marked.toSorted((left, right) => {
    if (created(left) !== created(right)) return created(left) < created(right) ? 1 : -1;
    return nameOf(left) < nameOf(right) ? -1 : 1;
  });
  return first === undefined ? undefined : nameOf(first);
}
