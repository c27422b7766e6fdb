import type { Node, Service, ServicePort } from '../api/generated/types.ts';
import type { HttpQuestion, PortAnswer } from '../api/container-runtime.ts';
import type { NameAnswer } from '../api/name-answer.ts';
import type { View } from '../api/part.ts';
import type { DnsSettings } from '../api/pod-dns.ts';
import type { Machine } from '../api/podarium.ts';
import { hashText } from '../kernel/index.ts';
import { askOutside } from './outside.ts';
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
  askPort(podUid: string, port: number, path: string | undefined, question?: HttpQuestion): PortAnswer;
  askNode(node: string, port: number, path: string | undefined, question?: HttpQuestion): PortAnswer;
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

/** A request of a program in the cluster to the API server. */
export type AskApi = (path: string, question: HttpQuestion) => PortAnswer;

/** The network between pods: names, Services, machines that are cut off. */
export interface Network {
  /** Hands over the ports and the API server's door; until then nothing answers. */
  connect(ports: PortTable, askApi?: AskApi): void;
  resolve(client: Client, host: string, settings: DnsSettings): NameAnswer;
  /** `path` undefined only connects. */
  request(
    client: Client,
    address: string,
    port: number,
    path: string | undefined,
    question?: HttpQuestion,
  ): PortAnswer;
  /** A request from outside to a node port, as a load balancer before all nodes sends it; undefined: nobody's. */
  askNodePort(nodePort: number, path: string): PortAnswer | undefined;
  /** A request from the control plane's machine. */
  askAddress(address: string, port: number, path: string): PortAnswer;
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
  let askApi: AskApi | undefined;
  const follow = (
    client: Client,
    address: string,
    port: number,
    path: string | undefined,
    question?: HttpQuestion,
  ): Journey =>
    ports === undefined
      ? { hops: [], answer: timeout }
      : new Request(view, ports, client, { path, question, askApi }).to(address, port);
  return {
    connect(table, door) {
      ports = table;
      askApi = door;
    },
    resolve: (client, host, settings) => resolveName(view, host, settings, isCutOff(view, client.node)),
    request: (client, address, port, path, question) => follow(client, address, port, path, question).answer,
    follow,
    askAddress: (address, port, path) => follow(outside, address, port, path).answer,
    askNodePort(nodePort, path) {
      const node = entryNode(view, nodePort);
      return node === undefined ? undefined : follow(outside, node, nodePort, path).answer;
    },
  };
}

/** Someone who is no pod. */
const outside: Client = { namespace: '', podUid: '', node: '' };

/** The address of a node that serves a node port: one that works, with an endpoint of its own where that counts. */
function entryNode(view: View, nodePort: number): string | undefined {
  const service = view
    .list<Service>('services')
    .find(({ spec }) => spec?.ports?.some((port) => port.nodePort === nodePort));
  if (service === undefined) return undefined;
  const local = isLocal(service)
    ? new Set(slicesOf(view, service).flatMap((slice) => slice.endpoints?.map((one) => one.nodeName) ?? []))
    : undefined;
  const nodes = view.list<Node>('nodes').toSorted((left, right) => {
    const rank = (node: Node): number =>
      (local?.has(node.metadata?.name) === false ? 2 : 0) + (isUp(view, node.metadata?.name ?? '') ? 0 : 1);
    return rank(left) - rank(right);
  });
  return nodes[0]?.status?.addresses?.find((entry) => entry.type === 'InternalIP')?.address;
}

function isLocal({ spec }: Service): boolean {
  return spec?.externalTrafficPolicy === 'Local';
}

function isUp(view: View, node: string): boolean {
  const machine = view.get<Machine>('machines.podarium.dev', '', node);
  return machine?.spec?.power !== 'Off' && machine?.spec?.network !== 'Partitioned';
}

/** What is asked, and by which door the API server is. */
interface Wanted {
  readonly path: string | undefined;
  readonly question: HttpQuestion | undefined;
  readonly askApi: AskApi | undefined;
}

/** One request on its way. */
class Request {
  #view: View;
  #ports: PortTable;
  #client: Client;
  #path: string | undefined;
  #question: HttpQuestion | undefined;
  #askApi: AskApi | undefined;
  #hops: Hop[] = [];

  constructor(view: View, ports: PortTable, client: Client, { path, question, askApi }: Wanted) {
    this.#view = view;
    this.#ports = ports;
    this.#client = client;
    this.#path = path;
    this.#question = question;
    this.#askApi = askApi;
  }

  to(address: string, port: number): Journey {
    return { answer: this.#answer(address, port), hops: this.#hops };
  }

  #answer(address: string, port: number): PortAnswer {
    if (address.startsWith('127.')) return this.#askItself(port);
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
    if (node === undefined) return this.#askOutside(address, port) ?? this.#askPod(address, port);
    for (const candidate of services) {
      const nodePort = candidate.spec?.ports?.find((servicePort) => servicePort.nodePort === port);
      if (nodePort !== undefined) return this.#throughNode(node, candidate, nodePort, port, address);
    }
    return this.#askNode(node, address, port);
  }

  #askOutside(address: string, port: number): PortAnswer | undefined {
    const answer = askOutside(address, port, this.#path);
    return answer !== undefined && isCutOff(this.#view, this.#client.node) ? timeout : answer;
  }

  #askItself(port: number): PortAnswer {
    const { podUid, node } = this.#client;
    return podUid === ''
      ? this.#ports.askNode(node, port, this.#path, this.#question)
      : this.#ports.askPort(podUid, port, this.#path, this.#question);
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
    if (!this.#reaches(node)) return timeout;
    const own = this.#client.node === '' && isLocal(service) ? node : undefined;
    return this.#throughService(service, servicePort, servicePort.port, own);
  }

  /** A port that the Service doesn't have is nobody's; a Service without ready endpoints refuses. */
  #throughService(
    service: Service,
    servicePort: ServicePort | undefined,
    port: number,
    onlyNode?: string,
  ): PortAnswer {
    const { namespace = '', name = '' } = service.metadata ?? {};
    this.#hops.push({ kind: 'Service', namespace, name, address: service.spec?.clusterIP ?? '', port });
    if (servicePort === undefined) return timeout;
    if (namespace === 'default' && name === 'kubernetes' && this.#askApi !== undefined) return this.#api();
    const backend = this.#choose(service, this.#backends(service, servicePort, onlyNode));
    if (backend === undefined) return onlyNode === undefined ? refused : timeout;
    const node = this.#nodeAt(backend.address);
    return node === undefined
      ? this.#askPod(backend.address, backend.port)
      : this.#askNode(node, backend.address, backend.port);
  }

  /** The API server stands beside the pods' network: its Service has no pods. */
  #api(): PortAnswer {
    if (isCutOff(this.#view, this.#client.node)) return timeout;
    if (this.#path === undefined) return { kind: 'open', delayMs: 1 };
    return this.#askApi!(this.#path, this.#question ?? {});
  }

  /** With `onlyNode`, those of that machine: `externalTrafficPolicy: Local`. */
  #backends(service: Service, servicePort: ServicePort, onlyNode: string | undefined): Backend[] {
    return slicesOf(this.#view, service).flatMap((slice) => {
      const port = slice.ports?.find(
        (candidate) => (candidate.name ?? '') === (servicePort.name ?? ''),
      )?.port;
      if (port === undefined) return [];
      const ready = (slice.endpoints ?? []).filter(
        (endpoint) =>
          endpoint.conditions?.ready !== false && (onlyNode === undefined || endpoint.nodeName === onlyNode),
      );
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
    return this.#reaches(pod.node)
      ? this.#ports.askPort(pod.podUid, port, this.#path, this.#question)
      : timeout;
  }

  #askNode(node: string, address: string, port: number): PortAnswer {
    this.#hops.push({ kind: 'Node', namespace: '', name: node, address, port });
    return this.#reaches(node) ? this.#ports.askNode(node, port, this.#path, this.#question) : timeout;
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
