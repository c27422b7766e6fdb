import type { Node, Service, ServicePort } from '../api/generated/types.ts';
import type { PortAnswer } from '../api/container-runtime.ts';
import type { View } from '../api/part.ts';
import type { Machine } from '../api/podarium.ts';
import { hashText } from '../kernel/index.ts';
import { resolveName, slicesOf } from './names.ts';

/** Who asks: a pod on its machine. */
export interface Client {
  readonly namespace: string;
  readonly podUid: string;
  readonly node: string;
}

/** Ports of pods and machines, as the container runtimes know them. */
export interface PortTable {
  podAt(
    address: string,
  ):
    | { readonly podUid: string; readonly node: string; readonly namespace: string; readonly name: string }
    | undefined;
  askPort(podUid: string, port: number, path: string | undefined): PortAnswer;
  askNode(node: string, port: number, path: string | undefined): PortAnswer;
}

/** A place that a request passed, in order: the Service it was sent to, the pod or machine it came to. */
export interface Hop {
  readonly kind: 'Service' | 'Pod' | 'Node';
  readonly namespace: string;
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

export interface Journey {
  readonly hops: readonly Hop[];
  readonly answer: PortAnswer;
}

/** The network between pods: names, Services, machines that are cut off. */
export interface Network {
  /** Hands over the ports; until then nothing answers. */
  connect(ports: PortTable): void;
  resolve(client: Client, host: string): readonly string[] | undefined;
  request(client: Client, address: string, port: number, path: string): PortAnswer;
  /** The same request with the way it took. */
  follow(client: Client, address: string, port: number, path: string | undefined): Journey;
}

interface Backend {
  readonly address: string;
  readonly port: number;
}

const refused: PortAnswer = { kind: 'refused' };
const timeout: PortAnswer = { kind: 'timeout' };

/** Reads the cluster through `view`; keeps nothing of its own, so it needs no place in a checkpoint. */
export function createNetwork(view: View): Network {
  let ports: PortTable | undefined;
  const follow = (client: Client, address: string, port: number, path: string | undefined): Journey =>
    ports === undefined
      ? { hops: [], answer: timeout }
      : new Request(view, ports, client, path).to(address, port);
  return {
    connect: (table) => (ports = table),
    resolve: (client, host) =>
      isCutOff(view, client.node) && !/^(localhost|[\d.]+)$/.test(host)
        ? undefined
        : resolveName(view, client.namespace, host),
    request: (client, address, port, path) => follow(client, address, port, path).answer,
    follow,
  };
}

/** One request on its way. */
class Request {
  #view: View;
  #ports: PortTable;
  #client: Client;
  #path: string | undefined;
  #hops: Hop[] = [];

  constructor(view: View, ports: PortTable, client: Client, path: string | undefined) {
    this.#view = view;
    this.#ports = ports;
    this.#client = client;
    this.#path = path;
  }

  to(address: string, port: number): Journey {
    return { answer: this.#answer(address, port), hops: this.#hops };
  }

  #answer(address: string, port: number): PortAnswer {
    if (address.startsWith('127.')) return this.#ports.askPort(this.#client.podUid, port, this.#path);
    const services = this.#view.list<Service>('services');
    const service = services.find(
      (candidate) =>
        candidate.spec?.clusterIP === address || candidate.spec?.externalIPs?.includes(address) === true,
    );
    if (service !== undefined)
      return this.#throughService(
        service,
        service.spec?.ports?.find((candidate) => candidate.port === port),
        port,
      );
    const node = this.#nodeAt(address);
    if (node === undefined) return this.#askPod(address, port);
    for (const candidate of services) {
      const nodePort = candidate.spec?.ports?.find((servicePort) => servicePort.nodePort === port);
      if (nodePort !== undefined) return this.#throughNode(node, candidate, nodePort, port, address);
    }
    return this.#askNode(node, address, port);
  }

  #nodeAt(address: string): string | undefined {
    const nodes = this.#view.list<Node>('nodes');
    return nodes.find((node) =>
      node.status?.addresses?.some((entry) => entry.type === 'InternalIP' && entry.address === address),
    )?.metadata?.name;
  }

  #throughNode(
    node: string,
    service: Service,
    servicePort: ServicePort,
    port: number,
    address: string,
  ): PortAnswer {
    this.#hops.push({ kind: 'Node', namespace: '', name: node, address, port });
    return this.#reaches(node) ? this.#throughService(service, servicePort, servicePort.port) : timeout;
  }

  /** A port that the Service doesn't have is nobody's; a Service without ready endpoints refuses. */
  #throughService(service: Service, servicePort: ServicePort | undefined, port: number): PortAnswer {
    const { namespace = '', name = '' } = service.metadata ?? {};
    this.#hops.push({ kind: 'Service', namespace, name, address: service.spec?.clusterIP ?? '', port });
    if (servicePort === undefined) return timeout;
    const backend = this.#choose(service, this.#backends(service, servicePort));
    if (backend === undefined) return refused;
    const node = this.#nodeAt(backend.address);
    return node === undefined
      ? this.#askPod(backend.address, backend.port)
      : this.#askNode(node, backend.address, backend.port);
  }

  #backends(service: Service, servicePort: ServicePort): Backend[] {
    return slicesOf(this.#view, service).flatMap((slice) => {
      const port = slice.ports?.find(
        (candidate) => (candidate.name ?? '') === (servicePort.name ?? ''),
      )?.port;
      if (port === undefined) return [];
      const ready = (slice.endpoints ?? []).filter((endpoint) => endpoint.conditions?.ready !== false);
      return ready.flatMap((endpoint) =>
        endpoint.addresses.slice(0, 1).map((address) => ({ address, port })),
      );
    });
  }

  /** kube-proxy picks by chance: here by a hash of who asks what when, so that equal runs pick alike. */
  #choose(service: Service, backends: readonly Backend[]): Backend | undefined {
    const sticky = service.spec?.sessionAffinity === 'ClientIP';
    const key = `${this.#client.podUid} ${service.metadata?.uid ?? ''} ${sticky ? '' : this.#view.nowMs}`;
    return backends[Number.parseInt(hashText(key).slice(0, 8), 16) % backends.length];
  }

  #askPod(address: string, port: number): PortAnswer {
    const pod = this.#ports.podAt(address);
    if (pod === undefined) return timeout;
    this.#hops.push({ kind: 'Pod', namespace: pod.namespace, name: pod.name, address, port });
    return this.#reaches(pod.node) ? this.#ports.askPort(pod.podUid, port, this.#path) : timeout;
  }

  #askNode(node: string, address: string, port: number): PortAnswer {
    this.#hops.push({ kind: 'Node', namespace: '', name: node, address, port });
    return this.#reaches(node) ? this.#ports.askNode(node, port, this.#path) : timeout;
  }

  /** Machines without power answer nothing; one that is cut off reaches only itself. */
  #reaches(node: string): boolean {
    if (this.#view.get<Machine>('machines.podarium.dev', '', node)?.spec?.power === 'Off') return false;
    return (
      node === this.#client.node || !(isCutOff(this.#view, node) || isCutOff(this.#view, this.#client.node))
    );
  }
}

function isCutOff(view: View, node: string): boolean {
  return view.get<Machine>('machines.podarium.dev', '', node)?.spec?.network === 'Partitioned';
}
