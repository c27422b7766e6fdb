/** What a container of a pod with a service account finds to speak to the API server. */
import type { Pod } from '../api/generated/types.ts';
import type { Sandbox } from './records.ts';
import { shownVolume } from './shown-sources.ts';
import { isTokenVolume } from './token-volume.ts';
import type { World } from './world.ts';

/** As admission puts them into such a volume. */
const names = ['ca.crt', 'namespace', 'token'];

/** Adds the account's files, each made when somebody reads it. */
export function addAccountFiles(
  files: Record<string, string>,
  world: World,
  sandbox: Sandbox,
  pod: Pod | undefined,
  container: string,
): void {
  const mount = accountMount(pod, container);
  if (mount === undefined) return;
  for (const name of names) {
    const get = (): string | undefined => shownVolume(world, sandbox, mount.name).files[`/${name}`]?.data;
    Object.defineProperty(files, `${mount.mountPath}/${name}`, { get, enumerable: true, configurable: true });
  }
}

function accountMount(pod: Pod | undefined, name: string): { name: string; mountPath: string } | undefined {
  const { containers = [], initContainers = [] } = pod?.spec ?? {};
  const container = [...containers, ...initContainers].find((candidate) => candidate.name === name);
  return container?.volumeMounts?.find((mount) => isTokenVolume(mount.name));
}
