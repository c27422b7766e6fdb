import { beforeEach, expect, test } from 'vitest';
import { useFiles } from './files-store.ts';
import { keyAtLine } from './manifest-places.ts';

const two = `apiVersion: v1
kind: ConfigMap
metadata: {name: first}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
`;

const names = (): string[] => useFiles.getState().files.map((file) => file.name);

beforeEach(() => {
  useFiles.setState({ files: [], open: '', awaited: undefined, shown: undefined });
  for (const name of ['a.yaml', 'b.yaml', 'c.yaml']) useFiles.getState().addFile(name, '');
});

test('a closed file comes back as it was, where it was', () => {
  useFiles.getState().edit('b.yaml', 'kind: Pod');
  const reopen = useFiles.getState().closeForNow('b.yaml');
  expect(names()).toEqual(['a.yaml', 'c.yaml']);
  reopen();
  expect(names()).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  expect(useFiles.getState()).toMatchObject({ open: 'b.yaml', files: [{}, { text: 'kind: Pod' }, {}] });
});

test('a file takes another name unless that is empty or taken', () => {
  const { renameFile } = useFiles.getState();
  expect(renameFile('c.yaml', 'b.yaml')).toBe(false);
  expect(renameFile('c.yaml', '')).toBe(false);
  expect(renameFile('c.yaml', 'web.yaml')).toBe(true);
  expect(names()).toEqual(['a.yaml', 'b.yaml', 'web.yaml']);
  expect(useFiles.getState().open).toBe('web.yaml');
});

test('files are put in another order', () => {
  useFiles.getState().moveFile('c.yaml', 0);
  expect(names()).toEqual(['c.yaml', 'a.yaml', 'b.yaml']);
});

test('an object is found in the file and on the line of its manifest, and back', async () => {
  useFiles.getState().edit('b.yaml', two);
  expect(await useFiles.getState().showObject('deployments.apps/shop/web')).toBe(true);
  expect(useFiles.getState()).toMatchObject({ open: 'b.yaml', shown: { name: 'b.yaml', line: 5 } });
  expect(await useFiles.getState().showObject('pods/default/none')).toBe(false);
  expect(keyAtLine(two, 7)).toBe('deployments.apps/shop/web');
  expect(keyAtLine(two, 2)).toBe('configmaps/default/first');
});
