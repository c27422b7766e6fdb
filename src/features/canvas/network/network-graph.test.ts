import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../bridge/protocol.ts';
import { buildNetwork } from './network-graph.ts';
import { layOutNetwork } from './network-layout.ts';

const meta = (name: string, labels?: Record<string, string>) => ({
  metadata: { namespace: 'default', name, labels },
});
const lists: Readonly<Record<string, readonly object[]>> = {
  services: [
    { ...meta('db'), spec: { clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 5432 }] } },
    { ...meta('old'), spec: { type: 'ExternalName', externalName: 'db.example.com' } },
    {
      ...meta('web'),
      spec: {
        type: 'NodePort',
        clusterIP: '10.96.0.9',
        selector: { app: 'web' },
        ports: [{ port: 80, nodePort: 30080 }],
      },
    },
  ],
  'endpointslices.discovery.k8s.io': [
    {
      ...meta('web-x', { 'kubernetes.io/service-name': 'web' }),
      ports: [{ port: 8080 }],
      endpoints: [
        {
          addresses: ['10.0.0.1'],
          conditions: { ready: true },
          targetRef: { kind: 'Pod', namespace: 'default', name: 'web-1' },
        },
        {
          addresses: ['10.0.0.2'],
          conditions: { ready: false },
          targetRef: { kind: 'Pod', namespace: 'default', name: 'web-2' },
        },
        { addresses: ['10.0.0.3'], conditions: { ready: false, serving: true, terminating: true } },
      ],
    },
  ],
  pods: [meta('web-1', { app: 'web' }), meta('web-2', { app: 'web' })],
  'networkpolicies.networking.k8s.io': [
    {
      ...meta('guard'),
      spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress', 'Egress'] },
    },
  ],
  'ingresses.networking.k8s.io': [
    {
      ...meta('shop'),
      spec: {
        rules: [
          {
            host: 'shop.io',
            http: {
              paths: [
                { path: '/', backend: { service: { name: 'web', port: { number: 80 } } } },
                { path: '/api', backend: { service: { name: 'api', port: { number: 80 } } } },
              ],
            },
          },
        ],
      },
    },
  ],
};
const lookup = {
  get: () => undefined,
  list: (resource: string) => (lists[resource] ?? []) as readonly KubeObject[],
};

describe('how requests find their pods', () => {
  const [band] = buildNetwork(lookup, []);

  it('tells Services apart by how they are reached', () => {
    expect(
      band?.services.map(({ service, isHeadless, nodePorts, externalName }) => [
        service.metadata?.name,
        isHeadless,
        nodePorts,
        externalName,
      ]),
    ).toEqual([
      ['web', false, [30080], undefined],
      ['db', true, [], undefined],
      ['old', false, [], 'db.example.com'],
    ]);
  });

  it('opens the valve of what is ready or still serves, and knows who guards it', () => {
    const endpoints = band?.services[0]?.slices[0]?.endpoints;
    expect(endpoints?.map(({ isReady, isServing, policies }) => [isReady, isServing, policies])).toEqual([
      [true, false, ['guard']],
      [false, false, ['guard']],
      [false, true, []],
    ]);
    expect(band?.policies[0]?.directions).toBe('both');
  });

  it('draws dashed what nothing gets through, and a Service that nobody made', () => {
    const layout = layOutNetwork([band!]);
    const shut = layout.lines.filter(({ isShut }) => isShut);
    const armTo = (pod: string): string =>
      [...layout.arms].find(([key]) => key.endsWith(`pods/default/${pod}`))?.[1] ?? '?';
    expect(shut.some(({ path }) => path.includes(armTo('web-2')))).toBe(true);
    expect(shut.some(({ path }) => path.includes(armTo('web-1')))).toBe(false);
    expect(shut.map(({ to }) => to)).toContain('services/default/api');
    expect(layout.missing.map(({ key }) => key)).toEqual(['services/default/api']);
    expect(layout.lines.find(({ id }) => id === 'outside services/default/web')?.label?.text).toContain(
      '30080',
    );
  });

  it('puts endpoints below their Service where there is no room beside it', () => {
    const { services, slices, endpoints, bounds } = layOutNetwork([band!], 'narrow');
    const service = services[0]!.rect;
    expect(slices[0]!.rect.y).toBeGreaterThan(service.y + service.height);
    expect(new Set(endpoints.map(({ rect }) => rect.x)).size).toBe(1);
    expect(bounds.width).toBeLessThan(layOutNetwork([band!]).bounds.width);
    const rects = [...services, ...slices].map(({ rect }) => rect).toSorted((a, b) => a.y - b.y);
    for (const [index, rect] of rects.slice(1).entries())
      expect(rect.y).toBeGreaterThanOrEqual(rects[index]!.y + rects[index]!.height);
  });

  it('shows chosen namespaces only', () => expect(buildNetwork(lookup, ['other'])).toEqual([]));
});
