import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { firstViewManifest, firstViewObjects } from './first-view.ts';

it('applies what it shows', () => {
  expect(parseAllDocuments(firstViewManifest).map((document) => document.toJS())).toEqual(firstViewObjects);
});
