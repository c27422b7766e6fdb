/** Defaults of what makes pods. `pkg/apis/apps/v1/defaults.go`, `pkg/apis/batch/v1/defaults.go`, `pkg/apis/core/v1/defaults.go` */
import type {
  CronJob,
  CronJobSpec,
  DaemonSet,
  DaemonSetSpec,
  Deployment,
  DeploymentSpec,
  Job,
  JobSpec,
  JobTemplateSpec,
  PersistentVolumeClaim,
  ReplicaSet,
  ReplicaSetSpec,
  ReplicationController,
  StatefulSet,
  StatefulSetSpec,
} from '../generated/types.ts';
import { defaultClaimSpec } from './volumes.ts';
import { change, changeEach, fill, fillBlank } from './fill.ts';
import { defaultTemplate } from './pod.ts';

/** The object with its spec passed through a function, a missing spec being an empty one. */
function withSpec<Spec extends object, Kind extends { spec?: Spec }>(
  object: Kind,
  edit: (spec: Spec) => Spec,
): Kind {
  const spec = edit(object.spec ?? ({} as Spec));
  return spec === object.spec ? object : { ...object, spec };
}

function withTemplate<Spec extends { template?: Parameters<typeof defaultTemplate>[0] }>(spec: Spec): Spec {
  const template = defaultTemplate(spec.template);
  return template === spec.template ? spec : { ...spec, template };
}

export function defaultDeployment(object: Deployment): Deployment {
  return withSpec(object, (spec: DeploymentSpec) => {
    const counts = fill(spec, {
      replicas: 1,
      strategy: {},
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    const result = change(counts, 'strategy', (strategy) => {
      const typed = fillBlank(strategy, { type: 'RollingUpdate' });
      if (typed.type !== 'RollingUpdate') return typed;
      return change(fill(typed, { rollingUpdate: {} }), 'rollingUpdate', (rolling) =>
        fill(rolling, { maxUnavailable: '25%', maxSurge: '25%' }),
      );
    });
    return withTemplate(result);
  });
}

export function defaultReplicaSet(object: ReplicaSet): ReplicaSet {
  return withSpec(object, (spec: ReplicaSetSpec) => withTemplate(fill(spec, { replicas: 1 })));
}

export function defaultDaemonSet(object: DaemonSet): DaemonSet {
  return withSpec(object, (spec: DaemonSetSpec) => {
    const result = change(
      fill(spec, { updateStrategy: {}, revisionHistoryLimit: 10 }),
      'updateStrategy',
      (strategy) => {
        const typed = fillBlank(strategy, { type: 'RollingUpdate' });
        if (typed.type !== 'RollingUpdate') return typed;
        return change(fill(typed, { rollingUpdate: {} }), 'rollingUpdate', (rolling) =>
          fill(rolling, { maxUnavailable: 1, maxSurge: 0 }),
        );
      },
    );
    return withTemplate(result);
  });
}

export function defaultStatefulSet(object: StatefulSet): StatefulSet {
  return withSpec(object, (spec: StatefulSetSpec) => {
    let result = fill(spec, {
      replicas: 1,
      revisionHistoryLimit: 10,
      updateStrategy: {},
      persistentVolumeClaimRetentionPolicy: {},
    });
    result = fillBlank(result, { podManagementPolicy: 'OrderedReady' });
    result = change(result, 'persistentVolumeClaimRetentionPolicy', (policy) =>
      fillBlank(policy, { whenDeleted: 'Retain', whenScaled: 'Retain' }),
    );
    result = change(result, 'updateStrategy', (strategy) => {
      const typed = fillBlank(strategy, { type: 'RollingUpdate' });
      if (typed.type !== 'RollingUpdate') return typed;
      return change(fill(typed, { rollingUpdate: {} }), 'rollingUpdate', (rolling) =>
        fill(rolling, { partition: 0 }),
      );
    });
    return withTemplate(changeEach(result, 'volumeClaimTemplates', defaultClaimTemplate));
  });
}

function defaultClaimTemplate(claim: PersistentVolumeClaim): PersistentVolumeClaim {
  const typed = fillBlank(claim, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
  const result = change(fill(typed, { status: {} }), 'status', (status) =>
    fillBlank(status, { phase: 'Pending' }),
  );
  return change(result, 'spec', defaultClaimSpec);
}

export function defaultJob(object: Job): Job {
  const result = withSpec(object, (spec: JobSpec) => {
    const single = spec.completions === undefined && spec.parallelism === undefined;
    const filled = fill(spec, {
      parallelism: 1,
      ...(single ? { completions: 1 } : {}),
      backoffLimit: spec.backoffLimitPerIndex === undefined ? 6 : 2147483647,
      completionMode: 'NonIndexed',
      suspend: false,
      manualSelector: false,
      podReplacementPolicy: spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
    });
    return defaultJobTemplateSpec(filled);
  });
  const labels = result.spec?.template?.metadata?.labels;
  if (labels === undefined || Object.keys(result.metadata?.labels ?? {}).length > 0) return result;
  return { ...result, metadata: { ...result.metadata, labels } };
}

function defaultJobTemplateSpec(spec: JobSpec): JobSpec {
  const result = change(spec, 'podFailurePolicy', (policy) =>
    changeEach(policy, 'rules', (rule) =>
      changeEach(rule, 'onPodConditions', (pattern) => fillBlank(pattern, { status: 'True' })),
    ),
  );
  return withTemplate(result);
}

export function defaultCronJob(object: CronJob): CronJob {
  return withSpec(object, (spec: CronJobSpec) => {
    const filled = fill(fillBlank(spec, { concurrencyPolicy: 'Allow' }), {
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: {},
    });
    return change(filled, 'jobTemplate', (template: JobTemplateSpec) =>
      withSpec(template, defaultJobTemplateSpec),
    );
  });
}

export function defaultReplicationController(object: ReplicationController): ReplicationController {
  let result = withSpec(object, (spec: NonNullable<ReplicationController['spec']>) =>
    withTemplate(fill(spec, { replicas: 1 })),
  );
  const labels = result.spec?.template?.metadata?.labels;
  if (labels === undefined) return result;
  if (Object.keys(result.spec?.selector ?? {}).length === 0) {
    result = { ...result, spec: { ...result.spec, selector: labels } };
  }
  if (Object.keys(result.metadata?.labels ?? {}).length > 0) return result;
  return { ...result, metadata: { ...result.metadata, labels } };
}
