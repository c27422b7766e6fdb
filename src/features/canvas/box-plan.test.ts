import { describe, expect, it } from 'vitest';
import type { Pod } from '../../engine/api/generated/types.ts';
import { planBox } from './box-plan.ts';

const pod: Pod = {
  metadata: { name: 'web-1' },
  spec: {
    nodeName: 'node-1',
    initContainers: [{ name: 'wait' }, { name: 'log-shipper', restartPolicy: 'Always' }],
    containers: [
      {
        name: 'web',
        ports: [{ containerPort: 80 }],
        volumeMounts: [
          { name: 'logs', mountPath: '/var/log/nginx' },
          { name: 'kube-api-access-x', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
        ],
      },
    ],
    volumes: [
      { name: 'logs', emptyDir: {} },
      { name: 'kube-api-access-x', projected: {} },
    ],
  },
  status: { podIP: '10.244.1.2' },
};

describe('the inside of a pod', () => {
  const plan = planBox(pod);

  it('has a column for pause and for each container, in the order of the manifest', () => {
    expect(plan.columns.map(({ name, role }) => [name, role])).toEqual([
      ['pause', 'pause'],
      ['wait', 'init'],
      ['log-shipper', 'sidecar'],
      ['web', 'container'],
    ]);
    for (const [index, column] of plan.columns.entries()) {
      const next = plan.columns[index + 1];
      expect(column.x + column.width).toBeLessThan(next?.x ?? plan.width);
    }
  });

  it('shares network, host name and memory, and processes only when asked', () => {
    expect(plan.bands.map(({ kind }) => kind)).toEqual(['network', 'hostName', 'memory']);
    const sharing = planBox({ ...pod, spec: { ...pod.spec!, shareProcessNamespace: true } });
    expect(sharing.bands.at(-1)?.kind).toBe('processes');
  });

  it('opens to the node’s own network with hostNetwork', () => {
    const host = planBox({ ...pod, spec: { ...pod.spec!, hostNetwork: true } });
    expect(host.bands[0]?.isHost).toBe(true);
    expect(host.hostName).toBe('node-1');
  });

  it('leaves out the token that goes into every container', () => {
    expect(plan.volumes).toMatchObject([{ name: 'logs', source: 'emptyDir' }]);
    expect(plan.columns.at(-1)?.mounts.map(({ path }) => path)).toEqual(['/var/log/nginx']);
  });
});
