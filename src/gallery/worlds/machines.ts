/** A machine in each of its conditions, in three zones. */
import { session } from '../../model/session.ts';
import { applyText } from './world.ts';
import type { World } from './world.ts';

const zones = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c'];

/** What each machine is there for, by its name. */
export const machineNames = ['ready', 'full', 'crowded', 'empty', 'cordoned', 'pressed', 'dark', 'cut'];

const machines = machineNames
  .map(
    (name, at) => `
apiVersion: podarium.dev/v1alpha1
kind: Machine
metadata: {name: ${name}}
spec: {zone: zone-${zones[at]}}`,
  )
  .join('\n---');

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

const work = [
  deployment('ready', 3, '500m'),
  deployment('full', 4, '900m'),
  deployment('crowded', 14, '100m'),
  deployment('cordoned', 2, '300m'),
  deployment('pressed', 2, '300m'),
  deployment('dark', 3, '300m'),
  deployment('cut', 2, '300m'),
].join('\n---');

export const machinesWorld: World = {
  scenario: { workers: 0 },
  manifest: machines,
  events: [
    { atSeconds: 15, act: () => applyText(work) },
    { atSeconds: 40, act: () => session.cordon('cordoned', true) },
    { atSeconds: 40, act: () => session.killMachine('dark') },
    { atSeconds: 41, act: () => session.cutNetwork('cut') },
    {
      atSeconds: 95,
      act: () => session.causeFault({ type: 'MemoryPressure', target: { node: 'pressed' } }),
    },
  ],
  untilSeconds: 112,
};
