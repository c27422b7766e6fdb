/** Why volumes can't be set up, in the words of their plugins. `pkg/volume/configmap`, `secret`, `projected`, `hostpath` */
import type { ContainerRuntime } from '../api/container-runtime.ts';
import type { ConfigMap, HostPathVolumeSource, Pod, Secret, Volume } from '../api/generated/types.ts';
import type { View } from '../api/part.ts';
import {
  configMapFiles,
  downwardFiles,
  secretFiles,
  usualFileMode,
  VolumeError,
} from '../api/volume-files.ts';

export interface FailedVolume {
  readonly name: string;
  /** What its Event says at each try; absent while it is only waited for. */
  readonly message?: string;
  /** It waits to be attached to the machine. */
  readonly isUnattached?: true;
  /** Why the kubelet can't even begin with it. */
  readonly unprocessed?: string;
}

/** The volumes of a pod that can't be set up, and why. */
export function failedVolumes(view: View, runtime: ContainerRuntime, pod: Pod): FailedVolume[] {
  const failed: FailedVolume[] = [];
  for (const volume of pod.spec?.volumes ?? []) {
    const errors = errorsOf(view, runtime, pod, volume);
    if (errors.length === 0) continue;
    const why = errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]`;
    failed.push({ name: volume.name, message: setUpFailed(volume.name, why) });
  }
  return failed;
}

/** `pkg/volume/util/operationexecutor/operation_generator.go` */
export function setUpFailed(name: string, why: string): string {
  return `MountVolume.SetUp failed for volume ${JSON.stringify(name)} : ${why}`;
}

function errorsOf(view: View, runtime: ContainerRuntime, pod: Pod, volume: Volume): string[] {
  const { configMap, secret, downwardAPI, projected, hostPath } = volume;
  const check = new SourceCheck(view, pod);
  if (configMap !== undefined) check.configMap(configMap.name ?? '', configMap);
  else if (secret !== undefined) check.secret(secret.secretName ?? '', secret);
  else if (downwardAPI !== undefined) check.downward(downwardAPI.items);
  else if (hostPath !== undefined) check.hostPath(runtime, hostPath);
  // What every pod gets to reach the API server is always there.
  else if (projected !== undefined && !volume.name.startsWith('kube-api-access-'))
    for (const source of projected.sources ?? []) {
      if (source.configMap !== undefined) check.configMap(source.configMap.name ?? '', source.configMap);
      if (source.secret !== undefined) check.secret(source.secret.name ?? '', source.secret);
      if (source.downwardAPI !== undefined) check.downward(source.downwardAPI.items);
    }
  return check.errors;
}

type Keyed = Parameters<typeof configMapFiles>[1];
type Wanted = Pick<Keyed, 'items' | 'optional'>;

/** Gathers what is wrong with the sources of one volume. */
class SourceCheck {
  readonly errors: string[] = [];
  #view: View;
  #pod: Pod;

  constructor(view: View, pod: Pod) {
    this.#view = view;
    this.#pod = pod;
  }

  configMap(name: string, wanted: Wanted): void {
    const object = this.#find<ConfigMap>('configmaps', 'configmap', name, wanted);
    if (object !== undefined) this.#try(() => configMapFiles(object, choiceOf(wanted)));
  }

  secret(name: string, wanted: Wanted): void {
    const object = this.#find<Secret>('secrets', 'secret', name, wanted);
    if (object !== undefined) this.#try(() => secretFiles(object, choiceOf(wanted)));
  }

  downward(items: Parameters<typeof downwardFiles>[1] = []): void {
    this.#try(() => downwardFiles(this.#pod, items, usualFileMode));
  }

  hostPath(runtime: ContainerRuntime, source: HostPathVolumeSource): void {
    const why = hostPathError(runtime, this.#pod.spec?.nodeName ?? '', source);
    if (why !== undefined) this.errors.push(why);
  }

  #find<Kind extends ConfigMap | Secret>(
    resource: string,
    title: string,
    name: string,
    { optional }: Wanted,
  ): Kind | undefined {
    const object = this.#view.get<Kind>(resource, this.#pod.metadata?.namespace ?? '', name);
    if (object === undefined && optional !== true)
      this.errors.push(`${title} ${JSON.stringify(name)} not found`);
    return object;
  }

  #try(make: () => unknown): void {
    try {
      make();
    } catch (error) {
      if (!(error instanceof VolumeError)) throw error;
      this.errors.push(error.message);
    }
  }
}

function choiceOf({ items, optional }: Wanted): Keyed {
  return { items, optional, defaultMode: usualFileMode };
}

/** Why a path of a machine can't be mounted as what it is declared to be. */
export function hostPathError(
  runtime: ContainerRuntime,
  node: string,
  { path, type = '' }: HostPathVolumeSource,
): string | undefined {
  if (type === '' || type.endsWith('OrCreate')) return undefined;
  const kind = runtime.hostPathKind?.(node, path);
  const wanted = hostPathTypes[type];
  if (wanted === undefined || kind === wanted.kind) return undefined;
  return `hostPath type check failed: ${path} is not a ${wanted.title}`;
}

/** `pkg/volume/hostpath/host_path.go` checkTypeInternal */
const hostPathTypes: Readonly<Record<string, { readonly kind: string; readonly title: string }>> = {
  Directory: { kind: 'directory', title: 'directory' },
  File: { kind: 'file', title: 'file' },
  Socket: { kind: 'socket', title: 'socket file' },
  CharDevice: { kind: 'charDevice', title: 'character device' },
  BlockDevice: { kind: 'blockDevice', title: 'block device' },
};
