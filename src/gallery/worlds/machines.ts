/** Machines in each of their conditions, in three zones: what becomes of a machine, and what is asked of it. */
import { session } from '../../model/session.ts';
import { applyText } from './world.ts';
import type { World } from './world.ts';

const machine = (name: string, zone: string): string => `
apiVersion: podarium.dev/v1alpha1
kind: Machine
metadata: {name: ${name}}
spec: {zone: zone-${zone}}`;

const deployment = (on: string, replicas: number, cpu: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: on-${on}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: on-${on}}}
  template:
    metadata: {labels: {app: on-${on}}}
    spec:
      nodeSelector: {kubernetes.io/hostname: ${on}}
      containers: [{name: web, image: nginx, resources: {requests: {cpu: ${cpu}, memory: 64Mi}}}]`;

const all = (...documents: readonly string[]): string => documents.join('\n---');

/** `node-1` is there from the beginning; a machine's name is its condition. */
export const asked: World = {
  scenario: { workers: 1 },
  manifest: all(machine('crowded', 'b'), machine('empty', 'b'), machine('full', 'c')),
  events: [
    {
      atSeconds: 15,
      act: () =>
        applyText(
          all(
            deployment('node-1', 3, '250m'),
            deployment('crowded', 8, '100m'),
            deployment('full', 4, '970m'),
          ),
        ),
    },
  ],
  untilSeconds: 60,
};

export const troubled: World = {
  scenario: { workers: 1 },
  manifest: all(machine('cut', 'b'), machine('dark', 'b'), machine('pressed', 'c')),
  events: [
    {
      atSeconds: 15,
      act: () =>
        applyText(all(...['node-1', 'cut', 'dark', 'pressed'].map((on) => deployment(on, 2, '250m')))),
    },
    { atSeconds: 30, act: () => session.cordon('node-1', true) },
    { atSeconds: 40, act: () => session.killMachine('dark') },
    { atSeconds: 41, act: () => session.cutNetwork('cut') },
    {
      atSeconds: 95,
      act: () => session.causeFault({ type: 'MemoryPressure', target: { node: 'pressed' } }),
    },
  ],
  untilSeconds: 112,
};

/** Enough of them that marks are all one sees. */
export const many: World = {
  scenario: { workers: 9 },
  manifest: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 96
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: nginx, resources: {requests: {cpu: 100m}}}]`,
  events: [
    { atSeconds: 30, act: () => session.killMachine('node-4') },
    { atSeconds: 92, act: () => applyText(deployment('node-7', 4, '100m')) },
  ],
  untilSeconds: 93,
};
