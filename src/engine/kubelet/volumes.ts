/**
 * Whether a pod's volumes can be set up. `pkg/kubelet/volumemanager/volume_manager.go` WaitForAttachAndMount,
 * `pkg/volume/util/operationexecutor/operation_generator.go`
 */
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
import type { PodRecord } from './records.ts';
import { requestSync } from './sync-timer.ts';
import { isOnline, recordPodEvent, type Work } from './work.ts';

/** Mounts are tried again after 0.5 s, doubling up to two minutes. */
const firstMountRetryMs = 500;
const lastMountRetryMs = 122_000;
/** A sync waits this long for its volumes, then says so: about as long as so many tries take. */
const triesPerWait = 8;

/** True when the pod has to wait for a volume; then it is told why, and looked at again. */
export function waitsForVolumes(work: Work, record: PodRecord): boolean {
  if (!isOnline(work, record.node)) return false;
  const failed = failedVolumes(work.context.view, work.runtime, record.pod);
  if (failed.length === 0) {
    record.mountAttempt = 0;
    return false;
  }
  for (const { name, why } of failed)
    tell(work, record, `MountVolume.SetUp failed for volume ${JSON.stringify(name)} : ${why}`);
  if (record.mountAttempt >= triesPerWait) {
    const names = failed.map(({ name }) => name).join(' ');
    tell(
      work,
      record,
      `Unable to attach or mount volumes: unmounted volumes=[${names}], unattached volumes=[], failed to process volumes=[]: context deadline exceeded`,
    );
  }
  const { nowMs } = work.context.view;
  record.lastSyncMs = nowMs;
  const delayMs = Math.min(firstMountRetryMs * 2 ** record.mountAttempt, lastMountRetryMs);
  record.mountAttempt++;
  requestSync(work, record, nowMs + delayMs, 'mount');
  return true;
}

function tell(work: Work, record: PodRecord, message: string): void {
  recordPodEvent(work, record, { type: 'Warning', reason: 'FailedMount', message });
}

interface FailedVolume {
  readonly name: string;
  readonly why: string;
}

function failedVolumes(view: View, runtime: ContainerRuntime, pod: Pod): FailedVolume[] {
  const failed: FailedVolume[] = [];
  for (const volume of pod.spec?.volumes ?? []) {
    const errors = errorsOf(view, runtime, pod, volume);
    if (errors.length > 0)
      failed.push({ name: volume.name, why: errors.length === 1 ? errors[0]! : `[${errors.join(', ')}]` });
  }
  return failed;
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

  hostPath(runtime: ContainerRuntime, { path, type = '' }: HostPathVolumeSource): void {
    if (type === '' || type.endsWith('OrCreate')) return;
    const kind = runtime.hostPathKind?.(this.#pod.spec?.nodeName ?? '', path);
    const wanted = hostPathTypes[type];
    if (wanted === undefined || kind === wanted.kind) return;
    this.errors.push(`hostPath type check failed: ${path} is not a ${wanted.title}`);
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

/** `pkg/volume/hostpath/host_path.go` checkTypeInternal */
const hostPathTypes: Readonly<Record<string, { readonly kind: string; readonly title: string }>> = {
  Directory: { kind: 'directory', title: 'directory' },
  File: { kind: 'file', title: 'file' },
  Socket: { kind: 'socket', title: 'socket file' },
  CharDevice: { kind: 'charDevice', title: 'character device' },
  BlockDevice: { kind: 'blockDevice', title: 'block device' },
};
