/** What the parts of the cluster had read is found by living through the moment again. */
import { expect, it } from 'vitest';
import { createCluster, type ApiRequest } from '../engine/index.ts';
import { keepMilestone, type LiveBranch, mainBranch } from './branches.ts';
import type { WhyRead, WhyStep } from './protocol.ts';
import { runOn } from './run-on.ts';
import { clusterOptionsOf } from './scenario.ts';
import { whyOf } from './why.ts';
import { whyReads } from './why-reads.ts';
import { finish } from './work.ts';

const powerCut: ApiRequest = {
  method: 'PATCH',
  path: '/apis/podarium.dev/v1alpha1/machines/node-2',
  contentType: 'application/merge-patch+json',
  body: { spec: { power: 'Off' } },
};

const labels = { app: 'web' };
const web = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 4,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'nginx:1.29' }] } },
  },
};

/** A node loses its power, and a replacement runs. */
function nodeDeath(): LiveBranch {
  const branch = mainBranch(createCluster(clusterOptionsOf('s', {})));
  keepMilestone(branch);
  branch.cluster.request({
    method: 'POST',
    path: '/apis/apps/v1/namespaces/default/deployments',
    body: web,
  });
  finish(runOn(branch, 30_000));
  branch.cluster.request(powerCut);
  finish(runOn(branch, 430_000));
  return branch;
}

/** By author what it wrote and what it had read, oldest first. */
function chain(branch: LiveBranch): { readonly step: WhyStep; readonly reads: readonly WhyRead[] }[] {
  const fresh = branch.cluster.view.list('pods', 'default').at(-1)!;
  const steps = whyOf(branch.cluster, `pods/default/${fresh.metadata!.name}`).toReversed();
  const reads = finish(
    whyReads(
      branch,
      steps.map(({ revision }) => revision ?? 0),
    ),
  );
  return steps.map((step, at) => ({ step, reads: reads[at]! }));
}

it('each step of a node death had read what a cluster of that kind reads', () => {
  const branch = nodeDeath();
  const before = branch.cluster.stateHash();
  const found = chain(branch);
  const readsOf = (author: string) => found.find(({ step }) => step.author === author)!.reads;
  expect(found.slice(0, 2).map(({ reads }) => reads)).toEqual([[], []]);
  expect(readsOf('node-controller')[0]).toMatchObject({
    key: 'leases.coordination.k8s.io/kube-node-lease/node-2',
    says: expect.stringMatching(/^spec.renewTime 09:00:(2\d|30)/),
  });
  expect(readsOf('taint-eviction-controller')[0]).toMatchObject({
    key: 'nodes//node-2',
    says: 'Ready=Unknown node.kubernetes.io/unreachable:NoExecute',
  });
  expect(readsOf('replicaset-controller')[0]).toMatchObject({ says: 'spec.replicas 4' });
  expect(readsOf('replicaset-controller').at(-1)).toMatchObject({ kind: 'list', resource: 'pods' });
  expect(readsOf('default-scheduler')[0]).toMatchObject({ says: 'spec.nodeName is empty' });
  expect(branch.cluster.stateHash()).toBe(before);
});

it('what was read had been written before, and is told with its moment', () => {
  for (const { step, reads } of chain(nodeDeath()))
    for (const read of reads) {
      if (read.kind !== 'object') continue;
      expect(read.revision).toBeLessThan(step.revision!);
      expect(read.writtenMs ?? 0).toBeLessThanOrEqual(step.timeMs);
    }
});
