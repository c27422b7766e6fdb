/**
 * What a pod shows to registries: the Secrets that it names. `pkg/kubelet/kubelet_pods.go` getPullSecretsForPod,
 * `pkg/credentialprovider/secrets/secrets.go`
 */
import { decodeBase64 } from '../api/base64.ts';
import type { Pod, Secret } from '../api/generated/types.ts';
import type { View } from '../api/part.ts';
import type { PodRecord } from './records.ts';
import { recordPodEvent, type Work } from './work.ts';

/** The registries that the pod has credentials for. */
export function registriesOf(view: View, pod: Pod): string[] {
  const registries = new Set<string>();
  for (const { secret } of pullSecrets(view, pod)) {
    for (const address of Object.keys(credentialsIn(secret))) registries.add(registryOf(address));
  }
  return [...registries];
}

/** Says which of the Secrets are not there; the pull is tried all the same. */
export function tellMissingSecrets(work: Work, record: PodRecord): void {
  if (record.pod.spec?.imagePullSecrets === undefined) return;
  const missing = pullSecrets(work.context.view, record.pod).filter(({ secret }) => secret === undefined);
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  const message = `Unable to retrieve some image pull secrets (${names}); attempting to pull the image may not succeed.`;
  recordPodEvent(work, record, { type: 'Warning', reason: 'FailedToRetrieveImagePullSecret', message });
}

function pullSecrets(view: View, { metadata, spec }: Pod): { name: string; secret: Secret | undefined }[] {
  const names = (spec?.imagePullSecrets ?? []).flatMap(({ name = '' }) => (name === '' ? [] : [name]));
  return names.map((name) => ({
    name,
    secret: view.get<Secret>('secrets', metadata?.namespace ?? '', name),
  }));
}

/** By address, whatever stands there; a Secret of another kind has none. */
function credentialsIn(secret: Secret | undefined): Record<string, unknown> {
  const { type, data = {} } = secret ?? {};
  const whole = type === 'kubernetes.io/dockerconfigjson';
  const text = whole ? data['.dockerconfigjson'] : data['.dockercfg'];
  try {
    const config = JSON.parse(decodeBase64(text ?? '')) as { auths?: unknown } | null;
    const entries = whole ? config?.auths : config;
    return typeof entries === 'object' && entries !== null ? (entries as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** `https://index.docker.io/v1/` is Docker Hub. */
function registryOf(address: string): string {
  const host = address.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return /^((index|registry-1)\.)?docker\.io$/.test(host) ? 'docker.io' : host;
}
