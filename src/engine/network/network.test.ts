import { beforeEach, describe, expect, it } from 'vitest';
import type { EndpointSlice, Node, Service } from '../api/generated/types.ts';
import { type KubeObject, nameOf, namespaceOf } from '../api/object.ts';
import type { View } from '../api/part.ts';
import type { Machine } from '../api/podarium.ts';
import { podDns } from '../api/pod-dns.ts';
import { startCause } from '../kernel/index.ts';
import { Store } from '../api/store.ts';
import { createNetwork, type Network } from './network.ts';

let store: Store;
let network: Network;
let nowMs: number;
const client = { namespace: 'default', podUid: 'client', node: 'node-1' };
const ports: Record<string, { node: string; port: number; body: string }> = {
  '10.244.1.2': { node: 'node-1', port: 8080, body: 'one' },
  '10.244.2.2': { node: 'node-2', port: 8080, body: 'two' },
};

function put(resource: string, object: KubeObject): void {
  store.write({
    resource,
    namespace: namespaceOf(object),
    name: nameOf(object),
    next: object,
    timeMs: 0,
    author: 'test',
    cause: startCause,
  });
}

function service(name: string, spec: Service['spec'], addresses: readonly string[], ready = true): void {
  put('services', { metadata: { name, namespace: 'default', uid: name }, spec } as Service);
  const slice: EndpointSlice = {
    addressType: 'IPv4',
    metadata: { name: `${name}-x`, namespace: 'default', labels: { 'kubernetes.io/service-name': name } },
    endpoints: addresses.map((address, index) => ({
      addresses: [address],
      conditions: { ready },
      hostname: `${name}-${index}`,
    })),
    ports: [{ name: '', port: 8080, protocol: 'TCP' }],
  };
  put('endpointslices.discovery.k8s.io', slice);
}

const ofPod = podDns({ metadata: { namespace: 'default' } }).settings;

function addressesOf(name: string, settings = ofPod): readonly string[] | undefined {
  const answer = network.resolve(client, name, settings);
  return answer.kind === 'found' ? answer.addresses : undefined;
}

beforeEach(() => {
  store = new Store();
  nowMs = 0;
  network = createNetwork({
    get nowMs() {
      return nowMs;
    },
    get: (resource: string, namespace: string, name: string) => store.get(resource, namespace, name),
    list: (resource: string, namespace?: string) => store.list(resource, namespace),
  } as unknown as View);
  network.connect({
    podAt: (address) =>
      ports[address] === undefined
        ? undefined
        : { podUid: address, node: ports[address].node, namespace: 'default', name: `pod-${address}` },
    askPort: (podUid, port) =>
      ports[podUid]?.port === port
        ? { kind: 'http', status: 200, body: ports[podUid].body, delayMs: 1 }
        : { kind: 'refused' },
    askNode: (_, port) => (port === 9100 ? { kind: 'open', delayMs: 1 } : { kind: 'refused' }),
  });
  for (const index of [1, 2]) {
    put('nodes', {
      metadata: { name: `node-${index}` },
      status: { addresses: [{ type: 'InternalIP', address: `172.18.0.${index}` }] },
    } as Node);
    put('machines.podarium.dev', { metadata: { name: `node-${index}` }, spec: {} } as Machine);
  }
  service('web', { clusterIP: '10.96.0.5', ports: [{ port: 80, nodePort: 30_080 }] }, [
    '10.244.1.2',
    '10.244.2.2',
  ]);
});

describe('names', () => {
  it.each([
    ['web', ['10.96.0.5']],
    ['web.default', ['10.96.0.5']],
    ['web.default.svc.cluster.local', ['10.96.0.5']],
    ['web.default.svc.cluster.local.', ['10.96.0.5']],
    ['localhost', ['127.0.0.1']],
    ['10-244-1-2.default.pod', ['10.244.1.2']],
    ['10.1.2.3', ['10.1.2.3']],
    ['db', ['10.244.1.2', '10.244.2.2']],
    ['db-1.db', ['10.244.2.2']],
    ['alias', ['10.96.0.5']],
    ['web.other', undefined],
    ['nothing', undefined],
    ['web.', undefined],
  ])('%s', (name, addresses) => {
    service('db', { clusterIP: 'None' }, ['10.244.1.2', '10.244.2.2']);
    put('services', {
      metadata: { name: 'alias', namespace: 'default' },
      spec: { type: 'ExternalName', externalName: 'web.default.svc.cluster.local' },
    } as Service);
    expect(addressesOf(name)).toEqual(addresses);
  });
});

describe('resolvers', () => {
  const without = { nameservers: ['10.96.0.10'], searches: [], options: [] };

  it('go through their search list for names with few dots, and alone with the name otherwise', () => {
    expect(addressesOf('web', without)).toBeUndefined();
    const own = { ...without, searches: ['svc.cluster.local'], options: ['ndots:2'] };
    expect(addressesOf('web.default', own)).toEqual(['10.96.0.5']);
    expect(addressesOf('web.default.', own)).toBeUndefined();
  });

  it("know nothing of Services when they ask the machine's name server", () => {
    const ofMachine = podDns({ spec: { dnsPolicy: 'Default', containers: [] } }).settings;
    expect(addressesOf('web.default.svc.cluster.local', ofMachine)).toBeUndefined();
    expect(addressesOf('node-1', ofMachine)).toEqual(['172.18.0.1']);
  });

  it('wait for a name server that does not answer, and go to the next', () => {
    const lost = { ...without, nameservers: ['1.2.3.4'], options: ['timeout:2', 'attempts:3'] };
    expect(network.resolve(client, 'web', lost)).toEqual({ kind: 'unreachable', waitedMs: 6_000 });
    const second = { ...ofPod, nameservers: ['1.2.3.4', '10.96.0.10'] };
    expect(network.resolve(client, 'web', second)).toMatchObject({
      name: 'web.default.svc.cluster.local',
      waitedMs: 5_000,
    });
  });
});

describe('requests', () => {
  it('pass a Service to each of its ready endpoints in turn of chance', () => {
    const bodies = new Set<string>();
    for (nowMs = 0; nowMs < 30; nowMs++) {
      const answer = network.request(client, '10.96.0.5', 80, '/');
      if (answer.kind === 'http') bodies.add(answer.body);
    }
    expect([...bodies].toSorted()).toEqual(['one', 'two']);
    const { hops } = network.follow(client, '10.96.0.5', 80, '/');
    expect(hops.map((hop) => hop.kind)).toEqual(['Service', 'Pod']);
  });

  it('are refused without ready endpoints, and time out where nobody is', () => {
    service('empty', { clusterIP: '10.96.0.6', ports: [{ port: 80 }] }, ['10.244.1.2'], false);
    expect(network.request(client, '10.96.0.6', 80, '/').kind).toBe('refused');
    expect(network.request(client, '10.96.0.5', 81, '/').kind).toBe('timeout');
    expect(network.request(client, '10.244.9.9', 80, '/').kind).toBe('timeout');
    expect(network.request(client, '10.244.1.2', 81, '/').kind).toBe('refused');
  });

  it('reach node ports and what listens on a machine itself', () => {
    expect(network.request(client, '172.18.0.2', 30_080, '/')).toMatchObject({ kind: 'http' });
    expect(network.request(client, '172.18.0.2', 9100, '/').kind).toBe('open');
  });

  it('do not get past a cut network or to a machine without power', () => {
    put('machines.podarium.dev', {
      metadata: { name: 'node-2' },
      spec: { network: 'Partitioned' },
    } as Machine);
    expect(network.request(client, '10.244.2.2', 8080, '/').kind).toBe('timeout');
    expect(network.request({ ...client, node: 'node-2' }, '10.244.2.2', 8080, '/').kind).toBe('http');
    expect(network.resolve({ ...client, node: 'node-2' }, 'web', ofPod)).toMatchObject({
      kind: 'unreachable',
      waitedMs: 10_000,
    });
    put('machines.podarium.dev', { metadata: { name: 'node-2' }, spec: { power: 'Off' } } as Machine);
    expect(network.request(client, '172.18.0.2', 9100, '/').kind).toBe('timeout');
  });
});

describe('what lies outside', () => {
  it('is found by names of the internet and not by those that namespaces may bear', () => {
    const [address = ''] = addressesOf('info.cern.ch') ?? [];
    expect(network.request(client, address, 80, '/')).toMatchObject({ kind: 'http', status: 200 });
    expect(network.request(client, address, 5432, undefined)).toEqual({ kind: 'timeout' });
    expect(addressesOf('web.dev')).toBeUndefined();
    put('machines.podarium.dev', {
      metadata: { name: 'node-1' },
      spec: { network: 'Partitioned' },
    } as Machine);
    expect(network.request(client, address, 80, '/')).toEqual({ kind: 'timeout' });
  });
});
