/** Gives a pod the identity of a service account and what comes with it. `plugin/pkg/admission/serviceaccount` */
import type { Pod, PodSpec, ServiceAccount } from '../../api/generated/types.ts';
import { resourceById } from '../../api/kinds.ts';
import { namespaceOf } from '../../api/object.ts';
import type { Store } from '../../api/store.ts';
import type { RandomStream } from '../../kernel/index.ts';
import { forbidden } from '../errors.ts';
import { generateName } from '../identity.ts';

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Names the service account, mounts its token and takes over its pull secrets. An absent `default` account is let
 * through: it comes milliseconds after its namespace. @throws StatusError Forbidden
 */
export function withServiceAccount(pod: Pod, store: Store, random: RandomStream): Pod {
  const spec = pod.spec!;
  const account = spec.serviceAccountName || 'default';
  const stored = store.get('serviceaccounts', namespaceOf(pod), account) as ServiceAccount | undefined;
  if (stored === undefined && account !== 'default') {
    const why = `error looking up service account ${namespaceOf(pod)}/${account}: serviceaccount "${account}" not found`;
    throw forbidden(resourceById('pods'), pod.metadata?.name ?? '', why);
  }
  const named: PodSpec = { ...spec, serviceAccountName: account, serviceAccount: account };
  const secrets = stored?.imagePullSecrets ?? [];
  if (secrets.length > 0 && (spec.imagePullSecrets ?? []).length === 0) named.imagePullSecrets = secrets;
  const mount = spec.automountServiceAccountToken ?? stored?.automountServiceAccountToken ?? true;
  return { ...pod, spec: mount ? withTokenVolume(named, random) : named };
}

function withTokenVolume(spec: PodSpec, random: RandomStream): PodSpec {
  const lacking = [...spec.containers, ...(spec.initContainers ?? [])].some(
    (container) => !mountsToken(container),
  );
  if (!lacking) return spec;
  const volume =
    spec.volumes?.find((found) => found.name.startsWith('kube-api-access-'))?.name ??
    generateName('kube-api-access-', random);
  const mounted = <C extends PodSpec['containers'][number]>(container: C): C =>
    mountsToken(container)
      ? container
      : {
          ...container,
          volumeMounts: [
            ...(container.volumeMounts ?? []),
            { name: volume, readOnly: true, mountPath: tokenPath },
          ],
        };
  const volumes = spec.volumes?.some((found) => found.name === volume)
    ? spec.volumes
    : [...(spec.volumes ?? []), tokenVolume(volume)];
  return {
    ...spec,
    volumes,
    containers: spec.containers.map(mounted),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(mounted) }),
  };
}

function mountsToken(container: PodSpec['containers'][number]): boolean {
  return container.volumeMounts?.some((mount) => mount.mountPath === tokenPath) ?? false;
}

function tokenVolume(name: string): NonNullable<PodSpec['volumes']>[number] {
  return {
    name,
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
    },
  };
}
