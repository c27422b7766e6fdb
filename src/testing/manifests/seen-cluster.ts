/** What a person sees of a cluster: its objects, and its pods as `kubectl get pods` shows them. */
import {
  type Cluster,
  type EndpointSlice,
  type Event,
  type KubeObject,
  pathOf,
  resourceById,
  type OwnerReference,
} from '../../engine/index.ts';

export interface PodRow {
  readonly name: string;
  readonly namespace: string;
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
  readonly owners: readonly OwnerReference[];
}

interface Table {
  readonly columnDefinitions: readonly { readonly name: string }[];
  readonly rows: readonly { readonly cells: readonly unknown[]; readonly object: KubeObject }[];
}

export class SeenCluster {
  readonly pods: readonly PodRow[];
  readonly #cluster: Cluster;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.pods = podRows(cluster);
  }

  get(resource: string, name: string, namespace: string): KubeObject | undefined {
    return this.#cluster.get(resource, resourceById(resource).namespaced ? namespace : '', name);
  }

  /** Pods that belong to an object, through ReplicaSets too. */
  podsOf(uid: string): readonly PodRow[] {
    const sets = this.#cluster.view
      .list<KubeObject>('replicasets.apps')
      .filter((set) => set.metadata?.ownerReferences?.some((owner) => owner.uid === uid))
      .map((set) => set.metadata!.uid);
    return this.pods.filter(({ owners }) =>
      owners.some((owner) => owner.uid === uid || sets.includes(owner.uid)),
    );
  }

  /** How many addresses a Service leads to. */
  endpointsOf(service: string, namespace: string): number {
    return this.#cluster.view
      .list<EndpointSlice>('endpointslices.discovery.k8s.io', namespace)
      .filter(({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] === service)
      .reduce((sum, { endpoints }) => sum + (endpoints?.length ?? 0), 0);
  }

  /** Texts of all Events about objects whose names begin so. */
  eventsOf(name: string): readonly string[] {
    return this.#cluster.view
      .list<Event>('events')
      .filter(({ involvedObject }) => involvedObject.name?.startsWith(name) === true)
      .map(({ reason, message }) => `${reason}: ${message}`);
  }
}

function podRows(cluster: Cluster): readonly PodRow[] {
  const { body } = cluster.request({
    method: 'GET',
    path: pathOf(resourceById('pods'), ''),
    accept: 'application/json;as=Table;g=meta.k8s.io;v=v1',
  });
  const { columnDefinitions, rows } = body as Table;
  const column = (name: string): number => columnDefinitions.findIndex((one) => one.name === name);
  const [ready, status, restarts] = [column('Ready'), column('Status'), column('Restarts')];
  return rows.map(({ cells, object: { metadata = {} } }) => ({
    name: metadata.name ?? '',
    namespace: metadata.namespace ?? '',
    ready: String(cells[ready]),
    status: String(cells[status]),
    restarts: Number.parseInt(String(cells[restarts]), 10),
    owners: metadata.ownerReferences ?? [],
  }));
}
