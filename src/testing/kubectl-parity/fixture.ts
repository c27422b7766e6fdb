/** A cluster with something of everything in it: what the two kubectls are asked about. */
import { parseAllDocuments } from 'yaml';
import { type AnyObject, type Cluster, findKind, pathOf } from '../../engine/index.ts';
import { clusterManifests } from './manifests-cluster.ts';
import { podManifests } from './manifests-pods.ts';
import { workloadManifests } from './manifests-workloads.ts';

export interface FixtureStep {
  act(cluster: Cluster): void;
  /** Simulated seconds that pass afterwards. */
  readonly seconds: number;
}

/** May grant what it doesn't hold itself. */
const administrator = { user: 'admin', groups: ['system:masters', 'system:authenticated'] };

function create(manifests: string) {
  return (cluster: Cluster): void => {
    for (const document of parseAllDocuments(manifests)) {
      const object = document.toJSON() as AnyObject | null;
      if (object === null) continue;
      const kind = findKind(object.apiVersion ?? '', object.kind ?? '');
      if (kind === undefined) throw new Error(`no kind ${object.kind} in ${object.apiVersion}`);
      const namespace = kind.namespaced ? (object.metadata?.namespace ?? 'default') : '';
      const answer = cluster.request({
        method: 'POST',
        path: pathOf(kind, namespace),
        body: object,
        ...administrator,
      });
      if (answer.code >= 400)
        throw new Error(`${object.kind} ${object.metadata?.name}: ${JSON.stringify(answer.body)}`);
    }
  };
}

/** Long enough ago for most ages to be told in minutes. */
export const everything: readonly FixtureStep[] = [
  { act: () => undefined, seconds: 20 },
  { act: create(clusterManifests), seconds: 5 },
  { act: create(workloadManifests), seconds: 60 },
  { act: create(podManifests), seconds: 60 * 15 + 30 },
];

/** As little as changes need. */
export const workloadsOnly: readonly FixtureStep[] = [
  { act: () => undefined, seconds: 20 },
  { act: create(workloadManifests), seconds: 60 * 11 + 30 },
];
