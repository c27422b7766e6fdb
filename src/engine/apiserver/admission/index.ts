/**
 * Admission: what the server makes of an object before it is validated, and whether it lets it in after. The
 * plug-ins that are on by default, in the API server's order. `pkg/kubeapiserver/options/plugins.go`
 */
import type {
  Ingress,
  LimitRange,
  Namespace,
  Node,
  PersistentVolumeClaim,
  Pod,
  PriorityClass,
  ResourceQuota,
} from '../../api/generated/types.ts';
import type { ResourceKind } from '../../api/kinds.ts';
import { type AnyObject, namespaceOf } from '../../api/object.ts';
import { withDefaultTolerationSeconds } from '../../api/scheduling/tolerations.ts';
import { claimProtection, volumeProtection } from '../../api/storage/claims.ts';
import type { Store } from '../../api/store.ts';
import type { RandomStream } from '../../kernel/index.ts';
import type { Clock } from '../clock.ts';
import { checkClaimResize } from './claim-resize.ts';
import { withIngressClass, withStorageClass } from './default-class.ts';
import { checkLimits, withLimitDefaults } from './limit-ranger.ts';
import { checkNamespace } from './namespace-lifecycle.ts';
import { withNotReadyTaint } from './node-taint.ts';
import { checkPodSecurity, checkSecurityLabels } from './pod-security/index.ts';
import { checkDefaultClass, withPriority } from './priority.ts';
import { checkQuotas, type QuotaCharge } from './resource-quota.ts';
import { withRuntimeClass } from './runtime-class.ts';
import { withServiceAccount } from './service-account.ts';

export { checkDelete } from './namespace-lifecycle.ts';
export type { QuotaCharge } from './resource-quota.ts';

/** The new object as it is to be validated. @throws StatusError when it may not be created. */
export function admitCreate(
  kind: ResourceKind,
  object: AnyObject,
  store: Store,
  random: RandomStream,
): AnyObject {
  if (kind.namespaced) checkNamespace(kind, object, store);
  switch (kind.id) {
    case 'pods':
      return admitPod(object as Pod, store, random) as AnyObject;
    case 'nodes':
      return withNotReadyTaint(object as Node) as AnyObject;
    case 'persistentvolumeclaims':
      return withStorageClass(
        withProtection(object, claimProtection) as PersistentVolumeClaim,
        store,
      ) as AnyObject;
    case 'persistentvolumes':
      return withProtection(object, volumeProtection);
    case 'ingresses.networking.k8s.io':
      return withIngressClass(object as Ingress, store) as AnyObject;
    default:
      return object;
  }
}

/** `plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go` */
function withProtection(object: AnyObject, finalizer: string): AnyObject {
  const finalizers = object.metadata?.finalizers ?? [];
  if (finalizers.includes(finalizer)) return object;
  return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } };
}

function admitPod(pod: Pod, store: Store, random: RandomStream): Pod {
  const ranges = store.list('limitranges', namespaceOf(pod)) as readonly LimitRange[];
  const limited = ranges.length === 0 ? pod : withLimitDefaults(pod, ranges);
  const placed = withPriority(withServiceAccount(limited, store, random), store);
  const tolerations = [...withDefaultTolerationSeconds(placed.spec?.tolerations ?? [])];
  return withRuntimeClass({ ...placed, spec: { ...placed.spec!, tolerations } }, store);
}

/** What the checks of a valid object need beside the object. */
export interface AdmissionContext {
  readonly store: Store;
  readonly clock: Clock;
  /** Tells the writer what is allowed but unwise. */
  readonly warn?: ((text: string) => void) | undefined;
}

/**
 * Whether a valid object may be stored, and what it then costs the quotas of its namespace. `previous` is the
 * version before an update. @throws StatusError Forbidden, Invalid
 */
export function checkAdmission(
  kind: ResourceKind,
  next: AnyObject,
  previous: AnyObject | undefined,
  { store, clock, warn = () => {} }: AdmissionContext,
): readonly QuotaCharge[] {
  if (kind.id === 'namespaces')
    checkSecurityLabels(kind, next as Namespace, previous as Namespace | undefined, store, warn);
  if (kind.id === 'priorityclasses.scheduling.k8s.io') checkDefaultClass(next as PriorityClass, store);
  if (!kind.namespaced) return [];
  const namespace = namespaceOf(next);
  if (kind.id === 'persistentvolumeclaims')
    checkClaimResize(next as PersistentVolumeClaim, previous as PersistentVolumeClaim | undefined, store);
  if (isLimited(kind, previous)) {
    const ranges = store.list('limitranges', namespace) as readonly LimitRange[];
    if (ranges.length > 0) checkLimits(kind, next, ranges);
  }
  checkPodSecurity(kind, next, previous, store, warn);
  const quotas = store.list('resourcequotas', namespace) as readonly ResourceQuota[];
  return quotas.length === 0 ? [] : checkQuotas(kind, next, previous, quotas, clock);
}

/** What a pod asks for can't change later, what a claim asks for can. */
function isLimited(kind: ResourceKind, previous: AnyObject | undefined): boolean {
  if (kind.id === 'pods') return previous === undefined;
  return kind.id === 'persistentvolumeclaims' && previous?.metadata?.deletionTimestamp === undefined;
}
