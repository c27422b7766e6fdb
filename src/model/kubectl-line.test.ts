import { expect, test } from 'vitest';
import { kubectlLine } from './kubectl-line.ts';

test('what is done by mouse can be said in kubectl', () => {
  expect(kubectlLine({ method: 'DELETE', path: '/api/v1/namespaces/default/pods/web-1' })).toBe(
    'kubectl delete pod web-1',
  );
  expect(kubectlLine({ method: 'DELETE', path: '/apis/apps/v1/namespaces/shop/deployments/web' })).toBe(
    'kubectl delete deployment web -n shop',
  );
  const cordon = {
    method: 'PATCH',
    path: '/api/v1/nodes/node-1',
    body: { spec: { unschedulable: true } },
  } as const;
  expect(kubectlLine(cordon)).toBe('kubectl cordon node-1');
  const powerOff = {
    method: 'PATCH',
    path: '/apis/podarium.dev/v1alpha1/machines/node-2',
    contentType: 'application/merge-patch+json',
    body: { spec: { power: 'Off' } },
  } as const;
  expect(kubectlLine(powerOff)).toBe(
    `kubectl patch machine node-2 --type=merge -p '{"spec":{"power":"Off"}}'`,
  );
  const fault = {
    method: 'POST',
    path: '/apis/podarium.dev/v1alpha1/faults',
    body: { kind: 'Fault', metadata: { name: "it's" } },
  } as const;
  expect(kubectlLine(fault)).toBe(
    String.raw`echo '{"kind":"Fault","metadata":{"name":"it'\''s"}}' | kubectl create -f -`,
  );
  expect(kubectlLine({ method: 'GET', path: '/api/v1/pods' })).toBeUndefined();
});
