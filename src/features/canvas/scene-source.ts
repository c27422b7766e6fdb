/** Keeps the scene up to date with the mirror, outside of React: computed when it is read and something has changed. */
import type { EndpointSlice, Node, Pod, Service } from '../../engine/api/generated/types.ts';
import type { Machine } from '../../engine/api/podarium.ts';
import { mirror } from '../../model/mirror.ts';
import { swapPods } from './scene-swap.ts';
import { updateScene } from './scene.ts';
import type { ClusterObjects, Scene } from './scene.ts';

export interface SceneSource {
  subscribe(listener: () => void): () => void;
  /** The same value until an object that it shows has changed. */
  read(): Scene;
}

const resources = {
  nodes: 'nodes',
  machines: 'machines.podarium.dev',
  pods: 'pods',
  services: 'services',
  endpointSlices: 'endpointslices.discovery.k8s.io',
} as const;

/** `columns`: pods side by side on a machine when there is room. Slots are remembered as long as the source lives. */
export function createSceneSource(columns: number): SceneSource {
  let objects: ClusterObjects | undefined;
  let scene: Scene | undefined;
  return {
    subscribe(listener) {
      const ends = Object.values(resources).map((resource) => mirror.subscribeResource(resource, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    read() {
      const next = readObjects();
      if (scene === undefined || objects === undefined) scene = updateScene(scene, next, columns);
      else if (!isSame(objects, next))
        scene = swapPods(scene, objects, next) ?? updateScene(scene, next, columns);
      objects = next;
      return scene;
    },
  };
}

function readObjects(): ClusterObjects {
  return {
    nodes: mirror.list(resources.nodes) as readonly Node[],
    machines: mirror.list(resources.machines) as readonly Machine[],
    pods: mirror.list(resources.pods) as readonly Pod[],
    services: mirror.list(resources.services) as readonly Service[],
    endpointSlices: mirror.list(resources.endpointSlices) as readonly EndpointSlice[],
  };
}

function isSame(a: ClusterObjects, b: ClusterObjects): boolean {
  return (
    a.nodes === b.nodes &&
    a.machines === b.machines &&
    a.pods === b.pods &&
    a.services === b.services &&
    a.endpointSlices === b.endpointSlices
  );
}
