import { expect, it } from 'vitest';
import { fieldOwners, ownersOfField } from './field-owners.ts';
import { linesWithPaths } from './yaml-paths.ts';

const object = {
  metadata: {
    name: 'web',
    managedFields: [
      {
        manager: 'kubectl',
        operation: 'Apply',
        fieldsV1: {
          'f:spec': {
            'f:replicas': {},
            'f:containers': { 'k:{"name":"b"}': { '.': {}, 'f:name': {}, 'f:image': {} } },
            'f:selector': {},
          },
        },
      },
      {
        manager: 'hpa',
        operation: 'Update',
        subresource: 'scale',
        fieldsV1: { 'f:spec': { 'f:replicas': {} } },
      },
    ],
  },
  spec: { replicas: 2, selector: { app: 'web' }, containers: [{ name: 'a' }, { name: 'b', image: 'nginx' }] },
};
const owners = fieldOwners(object);
const who = (...path: (string | number)[]) =>
  ownersOfField(owners, object, path).map(({ manager }) => manager);

it('tells who manages a field, an item of a list, and what is below a field that is managed as a whole', () => {
  expect(who('spec', 'replicas')).toEqual(['kubectl', 'hpa']);
  expect(who('spec', 'containers', 1, 'image')).toEqual(['kubectl']);
  expect(who('spec', 'containers', 0, 'name')).toEqual([]);
  expect(who('spec', 'selector', 'app')).toEqual(['kubectl']);
  expect(who('spec')).toEqual([]);
});

it('knows the path of each line', () => {
  const lines = linesWithPaths('spec:\n  containers:\n    - name: a\n      command:\n        - sh\n');
  expect(lines.map(({ path }) => path.join('.'))).toEqual([
    'spec',
    'spec.containers',
    'spec.containers.0.name',
    'spec.containers.0.command',
    'spec.containers.0.command.0',
  ]);
});
