/**
 * ConfigMaps and Secrets as pods show them. A kubelet looks at each of its pods about once a minute, and only then
 * puts what has changed into the pod's volumes, all files of a volume at once. `pkg/kubelet/util/manager`,
 * `pkg/volume/util/atomic_writer.go`
 */
import type { VolumeFile } from '../api/volume-files.ts';
import type { Change } from '../api/store.ts';
import type { Sandbox } from './records.ts';
import { type FindSource, podVolumePrefix, shownFiles, sourceUse } from './volumes.ts';
import { tokenFiles } from './token-volume.ts';
import type { World } from './world.ts';

/** The next look at a pod comes within this. */
const longestLookMs = 75_000;

/** Pods that show what has changed go on showing what was, until their kubelet looks again. */
export function sourceChanged(world: World, { resource, namespace, name, previous, next }: Change): void {
  const { sandboxes, outdated, context } = world;
  for (const sandbox of sandboxes.values()) {
    const pod = sandbox.namespace === namespace ? world.podOf(sandbox) : undefined;
    if (pod === undefined || sourceUse(pod, resource, name) === 'none') continue;
    const source = `${resource}/${name}`;
    const key = keyOf(sandbox.podUid, source);
    const isWaiting = outdated.has(key) && previous !== undefined && next !== undefined;
    if (!outdated.has(key)) outdated.set(key, previous ?? null);
    if (isWaiting) continue;
    const delayMs = context.random('volumes').integer(longestLookMs);
    context.schedule('volume', delayMs, { podUid: sandbox.podUid, name: source });
  }
}

/** A kubelet looks at a pod. What it needs and can't find stays as it was. */
export function refreshSource(world: World, podUid: string, source: string): void {
  const sandbox = world.sandboxes.get(podUid);
  const pod = sandbox === undefined ? undefined : world.podOf(sandbox);
  const [resource = '', name = ''] = source.split('/');
  const isThere = world.context.view.get(resource, sandbox?.namespace ?? '', name) !== undefined;
  if (pod !== undefined && !isThere && sourceUse(pod, resource, name) === 'needed') return;
  world.outdated.delete(keyOf(podUid, source));
}

/** The files of a pod's volume, and the directory that they stand in. */
export function shownVolume(
  world: World,
  sandbox: Sandbox,
  name: string,
): { files: Record<string, VolumeFile>; directory: string } {
  const pod = world.podOf(sandbox);
  const volume = pod?.spec?.volumes?.find((candidate) => candidate.name === name);
  const directory = `..${(pod?.status?.startTime ?? '').replace(/[-T:Z]/g, '_')}`;
  if (pod === undefined || volume === undefined) return { files: {}, directory };
  const files = {
    ...shownFiles(pod, volume, findSource(world, sandbox)),
    ...tokenFiles(world.context.view, pod, volume),
  };
  return { files, directory };
}

/** Sources as a pod's volumes show them now. */
export function findSource({ context, outdated }: World, { namespace, podUid }: Sandbox): FindSource {
  return (resource, name) => {
    const kept = outdated.get(keyOf(podUid, `${resource}/${name}`));
    if (kept !== undefined) return kept ?? undefined;
    return context.view.get(resource, resource === 'persistentvolumes' ? '' : namespace, name);
  };
}

function keyOf(podUid: string, source: string): string {
  return podVolumePrefix(podUid) + source;
}
