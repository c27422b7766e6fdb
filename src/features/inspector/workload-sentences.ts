/** What workloads are up to beyond the pods themselves. */
import type {
  ControllerRevision,
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  StatefulSet,
} from '../../engine/api/generated/types.ts';
import { clockOf } from './clock-of.ts';
import type { KindSentences } from './kind-lookup.ts';
import { t } from './kind-messages.en.ts';

export const workloadSentences: KindSentences = {
  'deployments.apps': ({ object }) => deploymentSentence(object as Deployment),
  'statefulsets.apps': ({ object }) => statefulSetSentence(object as StatefulSet),
  'daemonsets.apps': ({ object }) => daemonSetSentence(object as DaemonSet),
  'jobs.batch': ({ object }) => jobSentence(object as Job),
  'cronjobs.batch': ({ object }) => cronJobSentence(object as CronJob),
  'controllerrevisions.apps': ({ object }) => revisionSentence(object as ControllerRevision),
};

/** Undefined while a rollout goes its ordinary way. */
function deploymentSentence({ spec, status }: Deployment): string | undefined {
  const wanted = spec?.replicas ?? 1;
  const [ready, updated] = [status?.readyReplicas ?? 0, status?.updatedReplicas ?? 0];
  const stuck = status?.conditions?.some(({ reason }) => reason === 'ProgressDeadlineExceeded') === true;
  if (stuck) return t('kind.deployment.stuck', { updated, wanted });
  if (spec?.paused === true) return t('kind.deployment.paused', { ready, wanted });
  return wanted === 0 && (status?.replicas ?? 0) === 0 ? t('kind.deployment.none') : undefined;
}

function statefulSetSentence({ spec, status }: StatefulSet): string {
  const wanted = spec?.replicas ?? 1;
  const [ready, updated] = [status?.readyReplicas ?? 0, status?.updatedReplicas ?? 0];
  const isRolling = status?.updateRevision !== status?.currentRevision && updated < wanted;
  if (wanted === 0) return t('kind.statefulSet.none');
  if (isRolling && ready > 0) return t('kind.statefulSet.rolling', { updated, wanted, ready });
  if (ready >= wanted) return t('kind.statefulSet.done', { n: wanted });
  return spec?.podManagementPolicy === 'Parallel'
    ? t('kind.statefulSet.parallel', { ready, wanted })
    : t('kind.statefulSet.ordered', { ready, wanted });
}

function daemonSetSentence({ status }: DaemonSet): string {
  const wanted = status?.desiredNumberScheduled ?? 0;
  const [ready, updated] = [status?.numberReady ?? 0, status?.updatedNumberScheduled ?? 0];
  if (wanted === 0) return t('kind.daemonSet.none');
  if (updated < wanted && ready > 0) return t('kind.daemonSet.rolling', { wanted, updated });
  return ready < wanted
    ? t('kind.daemonSet.short', { wanted, ready })
    : t('kind.daemonSet.done', { n: wanted });
}

function jobSentence({ spec, status }: Job): string {
  const wanted = spec?.completions ?? spec?.parallelism ?? 1;
  const [active, succeeded] = [status?.active ?? 0, status?.succeeded ?? 0];
  const holds = (type: string) =>
    status?.conditions?.find((condition) => condition.type === type && condition.status === 'True');
  const failed = holds('Failed');
  if (failed !== undefined) return t('kind.job.failed', { message: failed.message ?? failed.reason ?? '' });
  if (holds('Complete') !== undefined) return t('kind.job.complete', { succeeded });
  if (spec?.suspend === true) return t('kind.job.suspended');
  return active + succeeded === 0
    ? t('kind.job.asks', { n: wanted })
    : t('kind.job.runs', { succeeded, wanted, active });
}

function cronJobSentence({ spec, status }: CronJob): string {
  const schedule = spec?.schedule ?? '';
  if (spec?.suspend === true) return t('kind.cronJob.suspended', { schedule });
  return status?.lastScheduleTime === undefined
    ? t('kind.cronJob.asks', { schedule })
    : t('kind.cronJob.last', { schedule, clock: clockOf(status.lastScheduleTime) });
}

function revisionSentence({ revision, metadata }: ControllerRevision): string | undefined {
  const owner = metadata?.ownerReferences?.[0];
  return owner === undefined
    ? undefined
    : t('kind.revision', { n: revision, kind: owner.kind, owner: owner.name });
}
