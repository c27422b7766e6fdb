import { expect, it } from 'vitest';
import type { KubeObject, Picture } from '../bridge/protocol.ts';
import { withKnown } from './known-picture.ts';

const pod = (name: string, resourceVersion: string, uid = name): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, uid, resourceVersion },
});

const pictureOf = (...objects: readonly KubeObject[]): Picture =>
  ({
    kind: 'picture',
    reset: true,
    objects: objects.map((object) => ({ key: `pods/default/${object.metadata?.name}`, object })),
  }) as unknown as Picture;

it('keeps the very objects that are shown, and takes those that are another revision or another object', () => {
  const [kept, changed, replaced] = [pod('a', '1'), pod('b', '2'), pod('c', '3')];
  const told = pictureOf(pod('a', '1'), pod('b', '7'), pod('c', '3', 'another'), pod('d', '9'));
  const { objects } = withKnown(told, pictureOf(kept, changed, replaced));
  expect(objects[0]?.object).toBe(kept);
  expect(objects.slice(1)).toEqual(told.objects.slice(1));
});

it('takes away what is gone', () => {
  const gone = { key: 'pods/default/a', object: null };
  const told = { ...pictureOf(), objects: [gone] };
  expect(withKnown(told, pictureOf(pod('a', '1'))).objects).toEqual([gone]);
});
