/** What a person may do with a kind of his own: define it, fill it, scale it, take it away with all its objects. */
import type { ApiRequest } from '../engine/index.ts';
import type { Act } from './random-dice.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
export const widgetsPath = '/apis/example.com/v1/namespaces/default/widgets';

const schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: { size: { type: 'integer', minimum: 1, default: 3 }, colour: { type: 'string' } },
    },
    status: { type: 'object', properties: { size: { type: 'integer' } } },
  },
};

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'widgets', kind: 'Widget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: schema },
        subresources: {
          status: {},
          scale: { specReplicasPath: '.spec.size', statusReplicasPath: '.status.size' },
        },
      },
    ],
  },
};

const post = (path: string, body: object): ApiRequest => ({ method: 'POST', path, body });

const widget = (name: string, spec: object, finalizers: readonly string[]): object => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name, finalizers },
  spec,
});

export const customActs: readonly Act[] = [
  () => post(definitions, definition),
  (_cluster, dice) =>
    post(widgetsPath, widget(`w-${dice(4)}`, { size: dice(5) }, dice(4) === 0 ? ['example.com/hold'] : [])),
  (_cluster, dice) => ({
    method: 'PATCH',
    path: `${widgetsPath}/w-${dice(4)}${dice(2) === 0 ? '/scale' : ''}`,
    contentType: 'application/merge-patch+json',
    body: dice(2) === 0 ? { spec: { size: dice(6), replicas: dice(6) } } : { metadata: { finalizers: null } },
  }),
  (_cluster, dice) =>
    dice(3) === 0
      ? { method: 'DELETE', path: `${definitions}/widgets.example.com` }
      : { method: 'DELETE', path: `${widgetsPath}/w-${dice(4)}` },
];
