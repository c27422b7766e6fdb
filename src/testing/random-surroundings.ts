/** What pods find around them, by chance: machines and their folders of manifests, claims, images, and what goes wrong. */
import { type ApiRequest, type FaultSpec, faultTypes } from '../engine/index.ts';
import { type Dice, maybe, one } from './random-dice.ts';
import {
  claimNames,
  containerNames,
  podNames,
  program,
  randomManifest,
  servers,
  shells,
  staticPodNames,
} from './random-pod.ts';
import { randomMainProgram } from './random-program.ts';
import { faultRequest, mergePatch } from './random-requests.ts';

const ownKinds = '/apis/podarium.dev/v1alpha1';
const core = '/api/v1/namespaces/default';

function randomNode(dice: Dice): string {
  return `node-${1 + dice(3)}`;
}

/** The last machine always runs and can always be reached. */
export function machinePower(dice: Dice): ApiRequest {
  const spec = one(dice, [
    { power: 'Off' },
    { power: 'On', network: 'Connected' },
    { power: 'On', network: 'Connected' },
    { network: 'Partitioned' },
  ]);
  return mergePatch(`${ownKinds}/machines/node-${1 + dice(2)}`, { spec });
}

export function machineManifests(dice: Dice): ApiRequest {
  const staticPods = staticPodNames.filter(() => dice(3) > 0).map((name) => randomManifest(dice, name));
  return mergePatch(`${ownKinds}/machines/${randomNode(dice)}`, { spec: { staticPods } });
}

export function randomFault(dice: Dice): ApiRequest {
  const type = one(dice, faultTypes);
  const spec: FaultSpec = {
    type,
    target: targetOf(dice, type),
    ...ownFields(dice, type),
    ...maybe(dice, 2, () => ({ durationSeconds: 1 + dice(20) })),
    ...maybe(dice, 8, () => ({ startTime: '2026-03-02T09:01:00Z' })),
  };
  return faultRequest(spec);
}

function targetOf(dice: Dice, type: FaultSpec['type']): object {
  if (type === 'ImageUnpullable') return { image: one(dice, [...shells, ...servers]) };
  if (type === 'MemoryPressure' || type === 'DiskPressure') return { node: randomNode(dice) };
  return one<object>(dice, [
    { pod: one(dice, podNames) },
    { pod: `${one(dice, staticPodNames)}-${randomNode(dice)}` },
    { container: one(dice, containerNames) },
    { node: randomNode(dice) },
    { labels: { app: 'web' }, image: one(dice, shells) },
  ]);
}

function ownFields(dice: Dice, type: FaultSpec['type']): Partial<FaultSpec> {
  switch (type) {
    case 'ContainerExit':
      return { exitCode: dice(3) };
    case 'SlowStart':
      return { seconds: 1 + dice(8) };
    case 'ProbeFailure':
      return maybe(dice, 2, () => ({ probe: one(dice, ['liveness', 'readiness']) }));
    case 'MemoryLeak':
      return { rate: one(dice, ['4Mi', '100Mi', '2Gi']) };
    case 'MemoryPressure':
    case 'DiskPressure':
      return maybe(dice, 2, () => ({ available: one(dice, ['0', '50Mi', '5%']) }));
    default:
      return {};
  }
}

/** An end to one of the faults that there are, or none. */
export function faultDeletion(dice: Dice, names: readonly string[]): ApiRequest {
  return { method: 'DELETE', path: `${ownKinds}/faults/${names.length === 0 ? 'none' : one(dice, names)}` };
}

export function randomImage(dice: Dice): ApiRequest {
  const image = one(dice, [...servers, shells[0]!, 'nowhere.example/app']);
  const spec = {
    image,
    pullSeconds: dice(3),
    ...maybe(dice, 2, () => ({ script: program(dice, randomMainProgram) })),
    ...maybe(dice, 2, () => ({ ports: [one(dice, [80, 8080])], startUpSeconds: dice(4) })),
    ...maybe(dice, 3, () => ({ user: one(dice, ['1000', 'nobody', '0:0']) })),
    ...maybe(dice, 3, () => ({ resources: { cpu: '300m', memory: one(dice, ['16Mi', '48Mi', '3Gi']) } })),
    ...maybe(dice, 3, () => ({ files: { '/tmp/a': 'echo from an image', '/tmp/log': 'a\n' } })),
  };
  const metadata = { name: `image-${dice(4)}` };
  const body = { apiVersion: 'podarium.dev/v1alpha1', kind: 'Image', metadata, spec };
  return { method: 'POST', path: `${ownKinds}/images`, body };
}

export function imageDeletion(dice: Dice): ApiRequest {
  return { method: 'DELETE', path: `${ownKinds}/images/image-${dice(4)}` };
}

export function randomClaim(dice: Dice): ApiRequest {
  const spec = {
    accessModes: [one(dice, ['ReadWriteOnce', 'ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'])],
    resources: { requests: { storage: '1Gi' } },
  };
  const metadata = { name: one(dice, claimNames) };
  const body = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec };
  return { method: 'POST', path: `${core}/persistentvolumeclaims`, body };
}

export function claimGrowth(dice: Dice): ApiRequest {
  const requests = { storage: `${1 + dice(4)}Gi` };
  return mergePatch(`${core}/persistentvolumeclaims/${one(dice, claimNames)}`, {
    spec: { resources: { requests } },
  });
}

export function claimDeletion(dice: Dice): ApiRequest {
  return { method: 'DELETE', path: `${core}/persistentvolumeclaims/${one(dice, claimNames)}` };
}

export function randomSettings(dice: Dice): ApiRequest {
  const body = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings' },
    data: { a: `echo ${dice(9)}`, b: 'text' },
  };
  const query = { fieldManager: 'someone' };
  const contentType = 'application/apply-patch+yaml';
  return { method: 'PATCH', path: `${core}/configmaps/settings`, contentType, query, body };
}
