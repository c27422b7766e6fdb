/**
 * Manifests of static pods, held against what their kubelet would say when it reads them.
 * `pkg/kubelet/config/common.go`, `pkg/api/pod/util.go` HasAPIObjectReference
 */
import { applyDefaults } from '../defaults/index.ts';
import type { Container, Pod, PodSpec } from '../generated/types.ts';
import type { AnyObject } from '../object.ts';
import { duplicate, forbidden, invalid, required } from './field-error.ts';
import { dnsSubdomainErrors } from './formats.ts';
import { checkPodSpec } from './pod-spec.ts';
import { isSet, type Errors } from './rules.ts';

export function checkStaticPods(manifests: readonly Pod[], path: string, errors: Errors): void {
  const seen = new Set<string>();
  for (const [index, manifest] of manifests.entries()) {
    const at = `${path}[${index}]`;
    const { name = '', namespace = 'default' } = manifest.metadata ?? {};
    checkName(name, `${at}.metadata.name`, errors);
    const key = `${namespace}/${name}`;
    if (name !== '' && seen.has(key)) errors.push(duplicate(`${at}.metadata.name`, name));
    seen.add(key);
    checkManifest(manifest, at, errors);
  }
}

function checkName(name: string, path: string, errors: Errors): void {
  if (name === '') errors.push(required(path, 'name or generateName is required'));
  else for (const why of dnsSubdomainErrors(name)) errors.push(invalid(path, name, why));
}

function checkManifest(manifest: Pod, path: string, errors: Errors): void {
  if (!isSet(manifest.spec?.containers)) {
    errors.push(required(`${path}.spec.containers`));
    return;
  }
  const { spec } = applyDefaults('pods', manifest as AnyObject) as Pod;
  checkPodSpec(spec!, { isPod: true, podName: manifest.metadata?.name ?? '' }, `${path}.spec`, errors);
  const resource = referenceOf(manifest.spec!);
  if (resource !== undefined)
    errors.push(forbidden(`${path}.spec`, `static pods may not reference ${resource}`));
}

/** What of the API server such a pod would need, though it has to run without. */
function referenceOf(spec: PodSpec): string | undefined {
  if (isSet(spec.serviceAccountName)) return 'serviceaccounts';
  const containers: Container[] = [...spec.containers, ...(spec.initContainers ?? [])];
  const inVolumes = spec.volumes ?? [];
  const sources = inVolumes.flatMap(({ projected }) => projected?.sources ?? []);
  const variables = containers.flatMap(({ env = [] }) => env.map(({ valueFrom }) => valueFrom));
  const whole = containers.flatMap(({ envFrom = [] }) => envFrom);
  if (
    isSet(spec.imagePullSecrets) ||
    [...inVolumes, ...sources].some(({ secret }) => secret !== undefined) ||
    variables.some((from) => from?.secretKeyRef !== undefined) ||
    whole.some(({ secretRef }) => secretRef !== undefined)
  )
    return 'secrets';
  if (
    [...inVolumes, ...sources].some(({ configMap }) => configMap !== undefined) ||
    variables.some((from) => from?.configMapKeyRef !== undefined) ||
    whole.some(({ configMapRef }) => configMapRef !== undefined)
  )
    return 'configmaps';
  if (inVolumes.some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined))
    return 'persistentvolumeclaims';
  return isSet(spec.resourceClaims) ? 'resourceclaims' : undefined;
}
