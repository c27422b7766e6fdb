import { expect, it } from 'vitest';
import { catalogue } from '../engine/runtime/images/catalogue.ts';
import { knownImages } from '../features/editor/cluster-values.ts';

it('the editor offers no image that the catalogue lacks', () => {
  expect(knownImages.filter((name) => catalogue()[`docker.io/library/${name}`] === undefined)).toEqual([]);
});
