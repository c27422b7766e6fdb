/**
 * Tokens that pods find in their volumes. A kubelet asks for a new one when four fifths of its life, or a day, have
 * gone by; which one there is follows from the time, so nobody keeps it.
 * `pkg/kubelet/token/token_manager.go`, `plugin/pkg/admission/serviceaccount`
 */
import { accountToken, type BoundReference, tokenIssuer } from '../api/account-token.ts';
import type { Pod, ServiceAccount, Volume } from '../api/generated/types.ts';
import type { KubeObject } from '../api/object.ts';
import type { View } from '../api/part.ts';
import { parseTimestamp } from '../api/time.ts';
import { tokenFile, usualFileMode, type VolumeFile } from '../api/volume-files.ts';

const longestUseMs = 86_400_000;
const shareOfLife = 0.8;

/** Whether a volume is the one that every pod gets to speak to the API server. */
export function isTokenVolume(name: string): boolean {
  return name.startsWith('kube-api-access-');
}

/** The token files of a projected volume, by path from its root. */
export function tokenFiles(view: View, pod: Pod, { projected }: Volume): Record<string, VolumeFile> {
  const files: Record<string, VolumeFile> = {};
  const { defaultMode = usualFileMode, sources = [] } = projected ?? {};
  for (const { serviceAccountToken } of sources) {
    if (serviceAccountToken === undefined) continue;
    const wanted = tokenFile(serviceAccountToken, defaultMode, isOwned(pod), tokenIssuer);
    const data = tokenNow(view, pod, wanted.audiences, wanted.expirationSeconds);
    if (data !== undefined) files[`/${wanted.path}`] = { data, mode: wanted.mode };
  }
  return files;
}

/** A token is its owner's alone where all containers run as one user, or with a group of their own. `pkg/volume/projected/projected.go` */
function isOwned({ spec }: Pod): boolean {
  if (spec?.securityContext?.fsGroup !== undefined) return true;
  const users = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].map(
    ({ securityContext }) => securityContext?.runAsUser ?? spec?.securityContext?.runAsUser,
  );
  return users[0] !== undefined && users.every((user) => user === users[0]);
}

/** Undefined when the account is gone. */
function tokenNow(
  view: View,
  pod: Pod,
  audiences: readonly string[],
  expirationSeconds: number,
): string | undefined {
  const { namespace = '' } = pod.metadata ?? {};
  const { serviceAccountName = 'default', nodeName = '' } = pod.spec ?? {};
  const account = view.get<ServiceAccount>('serviceaccounts', namespace, serviceAccountName);
  if (account === undefined) return undefined;
  const startMs = view.toMs(pod.status?.startTime ?? view.nowTimestamp);
  const useMs = Math.min(expirationSeconds * 1000 * shareOfLife, longestUseMs);
  const issuedMs = startMs + Math.floor((view.nowMs - startMs) / useMs) * useMs;
  const node = view.get('nodes', '', nodeName);
  return accountToken({
    account,
    audiences,
    expirationSeconds,
    issuedSeconds: Math.floor(parseTimestamp(view.toTimestamp(issuedMs)) / 1000),
    pod: referenceTo(pod),
    ...(node === undefined ? {} : { node: referenceTo(node) }),
  });
}

function referenceTo({ metadata }: KubeObject): BoundReference {
  return { name: metadata?.name ?? '', uid: metadata?.uid ?? '' };
}
