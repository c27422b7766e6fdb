/** What is allowed, counted or put first. */
import type {
  ClusterRole,
  ClusterRoleBinding,
  HorizontalPodAutoscaler,
  PodDisruptionBudget,
  PriorityClass,
  ResourceQuota,
} from '../../engine/api/generated/types.ts';
import type { InspectedObject } from './kind-of-key.ts';
import type { KindSentences } from './kind-lookup.ts';
import { t } from './kind-messages.en.ts';
import { shareOf } from './quantity.ts';

export const policySentences: KindSentences = {
  'horizontalpodautoscalers.autoscaling': ({ object }) =>
    autoscalerSentence(object as HorizontalPodAutoscaler),
  'poddisruptionbudgets.policy': ({ object }) => budgetSentence(object as PodDisruptionBudget),
  'roles.rbac.authorization.k8s.io': ({ object }) =>
    t('kind.role.namespace', { n: (object as ClusterRole).rules?.length ?? 0 }),
  'clusterroles.rbac.authorization.k8s.io': ({ object }) =>
    t('kind.role.cluster', { n: (object as ClusterRole).rules?.length ?? 0 }),
  'rolebindings.rbac.authorization.k8s.io': bindingSentence,
  'clusterrolebindings.rbac.authorization.k8s.io': bindingSentence,
  resourcequotas: ({ object }) => quotaSentence(object as ResourceQuota),
  limitranges: () => t('kind.limitRange'),
  'priorityclasses.scheduling.k8s.io': ({ object }) => prioritySentence(object as PriorityClass),
};

function autoscalerSentence({ spec }: HorizontalPodAutoscaler): string {
  const { kind = '', name = '' } = spec?.scaleTargetRef ?? {};
  return t('kind.autoscaler', { kind, name, min: spec?.minReplicas ?? 1, max: spec?.maxReplicas ?? 0 });
}

function budgetSentence({ status }: PodDisruptionBudget): string {
  const { disruptionsAllowed: n = 0, expectedPods: expected = 0 } = status ?? {};
  const { desiredHealthy: desired = 0, currentHealthy: healthy = 0 } = status ?? {};
  return n > 0
    ? t('kind.budget.allows', { n, expected, desired })
    : t('kind.budget.none', { expected, healthy, desired });
}

function bindingSentence({ resource, object }: InspectedObject): string {
  const { subjects = [], roleRef } = object as ClusterRoleBinding;
  const about = { kind: roleRef.kind, role: roleRef.name };
  const named = subjects.map(({ namespace, name }) =>
    namespace === undefined ? name : `${namespace}/${name}`,
  );
  if (named.length === 0) return t('kind.binding.nobody', about);
  const given = { ...about, subjects: named.join(', ') };
  return resource.startsWith('cluster')
    ? t('kind.binding.cluster', given)
    : t('kind.binding.namespace', given);
}

function quotaSentence({ spec, status }: ResourceQuota): string {
  const hard = status?.hard ?? {};
  const full = Object.keys(hard).find((name) => shareOf(status?.used?.[name], hard[name]) >= 1);
  if (Object.keys(hard).length === 0) return t('kind.quota.new');
  return full === undefined
    ? t('kind.quota.room', { n: Object.keys(spec?.hard ?? hard).length })
    : t('kind.quota.full', { resource: full });
}

function prioritySentence({ value = 0, globalDefault, preemptionPolicy }: PriorityClass): string {
  if (globalDefault === true) return t('kind.priority.usual', { value });
  return preemptionPolicy === 'Never'
    ? t('kind.priority.waits', { value })
    : t('kind.priority.preempts', { value });
}
