/** Pods that ask for more than their namespace allows. `staging/src/k8s.io/pod-security-admission/admission/admission.go` */
import { semanticallyEqual } from '../../../api/equal.ts';
import type { Namespace, Pod, PodTemplateSpec } from '../../../api/generated/types.ts';
import type { ResourceKind } from '../../../api/kinds.ts';
import { type AnyObject, nameOf, namespaceOf } from '../../../api/object.ts';
import type { Store } from '../../../api/store.ts';
import { invalidStatus } from '../../../api/validation/index.ts';
import { forbidden } from '../../errors.ts';
import type { PodLike, Violation } from './check.ts';
import { formatLevel, isStricter, type LevelVersion, type Policy, policyOf } from './policy.ts';
import { violationsOf } from './violations.ts';

type Warn = (text: string) => void;

/** @throws StatusError Forbidden for a pod beyond the level its namespace enforces; warns of the level to warn at. */
export function checkPodSecurity(
  kind: ResourceKind,
  object: AnyObject,
  previous: AnyObject | undefined,
  store: Store,
  warn: Warn,
): void {
  if (kind.id !== 'pods' && !podMakers.has(kind.id)) return;
  const namespace = store.get('namespaces', '', namespaceOf(object));
  const policy = labelledPolicy(namespace?.metadata?.labels);
  if (policy === undefined) return;
  const pod = kind.id === 'pods' ? (object as Pod) : templateOf(object);
  if (pod?.spec === undefined) return;
  if (kind.id === 'pods' && semanticallyEqual(pod.spec, previous?.['spec'])) return;
  if (kind.id === 'pods') {
    const violations = violationsOf(pod as PodLike, policy.enforce);
    if (violations.length > 0) {
      const what = `violates PodSecurity "${formatLevel(policy.enforce)}": ${detailsOf(violations)}`;
      throw forbidden(kind, nameOf(object), what);
    }
  }
  const warnings = violationsOf(pod as PodLike, policy.warn);
  if (warnings.length > 0)
    warn(`would violate PodSecurity "${formatLevel(policy.warn)}": ${detailsOf(warnings)}`);
}

/** Undefined for the namespaces without labels of the kind, which are nearly all. */
function labelledPolicy(labels: Readonly<Record<string, string>> | undefined): Policy | undefined {
  for (const key in labels) if (key.startsWith('pod-security.')) return policyOf(labels);
  return undefined;
}

const podMakers = new Set([
  'replicationcontrollers',
  'podtemplates',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'jobs.batch',
  'cronjobs.batch',
]);

/** The template of whatever makes pods. */
function templateOf(object: AnyObject): PodTemplateSpec | undefined {
  const spec = object['spec'] as
    { template?: unknown; jobTemplate?: { spec?: { template?: unknown } } } | undefined;
  const template = spec?.template ?? spec?.jobTemplate?.spec?.template ?? object['template'];
  return template as PodTemplateSpec | undefined;
}

function detailsOf(violations: readonly Violation[]): string {
  return violations.map(({ reason, detail }) => `${reason} (${detail})`).join(', ');
}

/**
 * Labels must be readable; pods that a stricter level would not let in are told.
 * @throws StatusError Invalid
 */
export function checkSecurityLabels(
  kind: ResourceKind,
  next: Namespace,
  previous: Namespace | undefined,
  store: Store,
  warn: Warn,
): void {
  const policy = policyOf(next.metadata?.labels);
  const before = policyOf(previous?.metadata?.labels);
  if (policy.errors.length > 0 && (previous === undefined || before.errors.length === 0))
    throw invalidStatus(kind, nameOf(next), [...policy.errors]);
  if (previous === undefined || formatLevel(policy.enforce) === formatLevel(before.enforce)) return;
  const sameVersion = policy.enforce.version === before.enforce.version;
  if (sameVersion && !isStricter(policy.enforce, before.enforce)) return;
  warnOfPods(nameOf(next), policy.enforce, store, warn);
}

/** How many pods do the same, under the name of the first. */
function warnOfPods(namespace: string, level: LevelVersion, store: Store, warn: Warn): void {
  const found = new Map<string, string[]>();
  for (const pod of store.list('pods', namespace) as readonly Pod[]) {
    const reasons = violationsOf(pod as PodLike, level)
      .map(({ reason }) => reason)
      .join(', ');
    if (reasons !== '') found.set(reasons, [...(found.get(reasons) ?? []), nameOf(pod)]);
  }
  if (found.size === 0) return;
  warn(
    `existing pods in namespace "${namespace}" violate the new PodSecurity enforce level "${formatLevel(level)}"`,
  );
  const texts = [...found].map(([reasons, [first = '', ...others]]) => {
    const more = others.length === 1 ? '1 other pod' : `${others.length} other pods`;
    return `${others.length === 0 ? first : `${first} (and ${more})`}: ${reasons}`;
  });
  for (const text of texts.toSorted()) warn(text);
}
