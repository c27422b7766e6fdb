import { expect, it } from 'vitest';
import { changesBetween } from './changes-between.ts';

const object = (name: string, uid: string, resourceVersion: string) => ({
  metadata: { name, uid, resourceVersion },
});

it('tells what came, changed and went', () => {
  const [same, old, gone] = [object('same', '1', '10'), object('web', '2', '11'), object('gone', '3', '12')];
  const [changed, fresh] = [object('web', '2', '13'), object('gone', '4', '14')];
  expect(changesBetween([same, old, gone], [same, changed, fresh])).toEqual([
    { type: 'DELETED', object: gone },
    { type: 'MODIFIED', object: changed },
    { type: 'ADDED', object: fresh },
  ]);
});
