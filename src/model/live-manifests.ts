/** The live cluster as manifests that could be applied again. */
import { stringify } from 'yaml';
import type { KubeObject } from '../bridge/protocol.ts';
import { useFiles } from './files-store.ts';
import { mirror, splitObjectKey } from './mirror.ts';
import { zipTexts } from './zip-texts.ts';

/** A manifest and the file that it goes into. */
export interface LiveManifest {
  readonly file: string;
  readonly namespace: string;
  readonly object: KubeObject;
}

/** Made by the cluster itself, or gone with it. */
const leftOut = new Set([
  'events',
  'endpoints',
  'pods/status',
  'nodes',
  'leases.coordination.k8s.io',
  'endpointslices.discovery.k8s.io',
  'controllerrevisions.apps',
  'machines.podarium.dev',
]);
const ownNamespaces = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** What somebody put into namespaces of their own; nothing that an owner makes again. */
export function liveManifests(): readonly LiveManifest[] {
  const found: LiveManifest[] = [];
  for (const [key, object] of mirror.entries()) {
    const { resource, namespace, name } = splitObjectKey(key);
    if (namespace === '' || ownNamespaces.has(namespace) || leftOut.has(resource)) continue;
    if ((object.metadata?.ownerReferences ?? []).length > 0 || isMadeByCluster(key)) continue;
    const kind = (object.kind ?? resource).toLowerCase();
    found.push({ file: `${namespace}/${kind}-${name}.yaml`, namespace, object: cleaned(object) });
  }
  return found;
}

function isMadeByCluster(key: string): boolean {
  const { resource, namespace, name } = splitObjectKey(key);
  return (
    (resource === 'serviceaccounts' && name === 'default') ||
    (resource === 'configmaps' && name === 'kube-root-ca.crt') ||
    (resource === 'services' && namespace === 'default' && name === 'kubernetes')
  );
}

/** Without status and without what the API server fills in by itself. */
export function cleaned(object: KubeObject): KubeObject {
  const {
    status: _status,
    spec: given,
    ...rest
  } = object as KubeObject & {
    readonly status?: unknown;
    readonly spec?: Readonly<Record<string, unknown>>;
  };
  const { name, namespace, labels, annotations = {} } = object.metadata ?? {};
  const kept = Object.entries(annotations).filter(
    ([key]) => key !== lastApplied && key !== 'deployment.kubernetes.io/revision',
  );
  const metadata = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels === undefined ? {} : { labels }),
    ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }),
  };
  const { clusterIP, clusterIPs: _ips, nodeName: _node, ...spec } = given ?? {};
  const own = clusterIP === 'None' ? { ...spec, clusterIP } : spec;
  return { ...rest, metadata, ...(given === undefined ? {} : { spec: own }) } as KubeObject;
}

export function asYaml(manifests: readonly LiveManifest[]): string {
  return manifests.map(({ object }) => stringify(object)).join('---\n');
}

/** One file for each object, in folders by namespace. */
export function asZip(manifests: readonly LiveManifest[]): Promise<Uint8Array<ArrayBuffer>> {
  return zipTexts(manifests.map(({ file, object }) => ({ name: file, text: stringify(object) })));
}

/** The live object of a key as a manifest in a file of its own, which is opened; false when it does not exist. */
export function openLive(key: string): boolean {
  const object = mirror.get(key);
  if (object === undefined) return false;
  const { resource, name } = splitObjectKey(key);
  const file = `${(object.kind ?? resource).toLowerCase()}-${name.replaceAll(':', '-')}.yaml`;
  useFiles.getState().addFile(file, stringify(cleaned(object)));
  return true;
}
