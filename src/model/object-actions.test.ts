import { expect, it } from 'vitest';
import { actionLine, actionsFor, linesFor } from './object-actions.ts';

it('writes each action as the line that does it', () => {
  expect(actionLine('scale', 'deployments.apps/shop/web', { replicas: 3 })).toBe(
    'kubectl scale deployment web -n shop --replicas=3',
  );
  expect(actionLine('undo', 'deployments.apps/default/web')).toBe('kubectl rollout undo deployment web');
  expect(actionLine('cordon', 'nodes//node-1')).toBe('kubectl cordon node-1');
  expect(actionLine('drain', 'nodes//node-1', { deleteEmptyDirs: true, force: true })).toBe(
    'kubectl drain node-1 --ignore-daemonsets --delete-emptydir-data --force',
  );
  expect(actionLine('delete', 'pods/default/web-1', { force: true })).toBe(
    'kubectl delete pod web-1 --grace-period=0 --force --wait=false',
  );
  expect(actionLine('delete', 'deployments.apps/default/web', { cascade: 'orphan', gracePeriod: 5 })).toBe(
    'kubectl delete deployment web --cascade=orphan --grace-period=5 --wait=false',
  );
  expect(actionLine('delete', 'gadgets.acme.io/default/x')).toBeUndefined();
});

it('offers what a kind can do', () => {
  expect(actionsFor('deployments.apps/default/web')).toEqual(['scale', 'restart', 'undo', 'pause', 'delete']);
  expect(actionsFor('nodes//node-1')).toEqual(['cordon', 'drain', 'delete']);
  expect(actionsFor('secrets/default/s')).toEqual(['delete']);
});

it('writes out all lines about an object', () => {
  expect(linesFor('pods/shop/web-1')).toEqual([
    'kubectl describe pod web-1 -n shop',
    'kubectl get pod web-1 -n shop -o yaml',
    'kubectl logs web-1 -n shop',
    'kubectl exec -it web-1 -n shop -- sh',
    'kubectl delete pod web-1 -n shop --wait=false',
  ]);
  expect(linesFor('gadgets.acme.io/default/x')).toEqual([]);
});
