import { expect, it } from 'vitest';
import type { Pod } from '../../../engine/api/generated/types.ts';
import { successorOf } from './successor.ts';

const pod = (name: string, owner: string | undefined, second: number, deletedAt?: number): Pod => ({
  metadata: {
    name,
    namespace: 'default',
    uid: name,
    creationTimestamp: `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`,
    ...(owner === undefined
      ? {}
      : {
          ownerReferences: [
            { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: owner, uid: owner, controller: true },
          ],
        }),
    ...(deletedAt === undefined
      ? {}
      : {
          deletionTimestamp: `2026-01-01T00:00:${String(deletedAt + 30).padStart(2, '0')}Z`,
          deletionGracePeriodSeconds: 30,
        }),
  },
});
const none = (): readonly string[] => [];

it('goes on to the first that its owner made since it began to go', () => {
  const gone = pod('a', 'web-1', 1, 20);
  const pods = [pod('sibling', 'web-1', 2), pod('later', 'web-1', 25), pod('next', 'web-1', 21)];
  expect(successorOf(gone, pods, none)).toBe('pods/default/next');
});

it('goes on through a rollout', () => {
  const gone = pod('a', 'web-1', 1, 20);
  expect(successorOf(gone, [pod('new', 'web-2', 20)], none)).toBeUndefined();
  expect(successorOf(gone, [pod('new', 'web-2', 20)], () => ['web-1', 'web-2'])).toBe('pods/default/new');
});

it('has nobody to go on to where there is no owner', () =>
  expect(successorOf(pod('mailer', undefined, 1), [pod('b', undefined, 9)], none)).toBeUndefined());
