/** Rows of what runs pods, and of pod templates. `pkg/printers/internalversion/printers.go` */
import type {
  ControllerRevision,
  CronJob,
  DaemonSet,
  Deployment,
  HorizontalPodAutoscaler,
  Job,
  PodDisruptionBudget,
  PodTemplateSpec,
  ReplicaSet,
  ReplicationController,
  StatefulSet,
} from '../../api/generated/types.ts';
import { humanDuration } from '../../api/human-duration.ts';
import { controllerOf, type KubeObject } from '../../api/object.ts';
import { parseTimestamp } from '../../api/time.ts';
import { metricsText } from './autoscaler-metrics.ts';
import { containerCells, labelsText, none, selectorText, since, unset } from './cell-text.ts';
import { agedPrinter, printer, type Printing } from './printer.ts';

const containerColumns = ',+Containers,+Images';
const selectedColumns = `${containerColumns},+Selector`;
const replicaColumns = 'Desired#,Current#,Ready#';

const deploymentPrinter = agedPrinter<Deployment>(
  'Ready,Up-to-date,Available',
  ({ spec, status }) => [
    `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`,
    status?.updatedReplicas ?? 0,
    status?.availableReplicas ?? 0,
  ],
  selectedColumns,
  ({ spec }) => [...templateCells(spec), selectorText(spec?.selector)],
);

const replicaSetPrinter = agedPrinter<ReplicaSet>(
  replicaColumns,
  replicaCells,
  selectedColumns,
  ({ spec }) => [...templateCells(spec), selectorText(spec?.selector)],
);

const replicationControllerPrinter = agedPrinter<ReplicationController>(
  replicaColumns,
  replicaCells,
  selectedColumns,
  ({ spec }) => [...templateCells(spec), labelsText(spec?.selector)],
);

const statefulSetPrinter = agedPrinter<StatefulSet>(
  'Ready',
  ({ spec, status }) => [`${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`],
  containerColumns,
  ({ spec }) => templateCells(spec),
);

const daemonSetPrinter = agedPrinter<DaemonSet>(
  `${replicaColumns},Up-to-date#,Available#,Node Selector`,
  ({ spec, status }) => [
    status?.desiredNumberScheduled ?? 0,
    status?.currentNumberScheduled ?? 0,
    status?.numberReady ?? 0,
    status?.updatedNumberScheduled ?? 0,
    status?.numberAvailable ?? 0,
    labelsText(spec?.template.spec?.nodeSelector),
  ],
  selectedColumns,
  ({ spec }) => [...templateCells(spec), selectorText(spec?.selector)],
);

const jobPrinter = agedPrinter<Job>(
  'Status,Completions,Duration',
  (job, { nowMs }) => [jobStatus(job), jobCompletions(job), jobDuration(job, nowMs)],
  selectedColumns,
  ({ spec }) => [...templateCells(spec), selectorText(spec?.selector)],
);

const cronJobPrinter = agedPrinter<CronJob>(
  'Schedule,Timezone,Suspend?,Active#,Last Schedule',
  ({ spec, status }, { nowMs }) => [
    spec?.schedule ?? '',
    spec?.timeZone ?? none,
    spec?.suspend === undefined ? unset : spec.suspend ? 'True' : 'False',
    status?.active?.length ?? 0,
    status?.lastScheduleTime === undefined ? none : since(status.lastScheduleTime, nowMs),
  ],
  selectedColumns,
  ({ spec }) => [...templateCells(spec?.jobTemplate.spec), selectorText(spec?.jobTemplate.spec?.selector)],
);

const controllerRevisionPrinter = agedPrinter<ControllerRevision>('Controller,Revision', (revision) => {
  const owner = controllerOf(revision);
  return [
    owner === undefined ? none : ownerText(owner.apiVersion, owner.kind, owner.name),
    revision.revision,
  ];
});

const autoscalerPrinter = agedPrinter<HorizontalPodAutoscaler>(
  'Reference,Targets,MinPods,MaxPods,Replicas',
  ({ spec, status }) => [
    `${spec?.scaleTargetRef.kind}/${spec?.scaleTargetRef.name}`,
    metricsText(spec?.metrics ?? [], status?.currentMetrics ?? []),
    spec?.minReplicas === undefined ? unset : String(spec.minReplicas),
    spec?.maxReplicas ?? 0,
    status?.currentReplicas ?? 0,
  ],
);

const disruptionBudgetPrinter = agedPrinter<PodDisruptionBudget>(
  'Min Available,Max Unavailable,Allowed Disruptions#',
  ({ spec, status }) => [
    String(spec?.minAvailable ?? 'N/A'),
    String(spec?.maxUnavailable ?? 'N/A'),
    status?.disruptionsAllowed ?? 0,
  ],
);

/** Not stored here, but the server knows how to print one. */
const podTemplatePrinter = printer<KubeObject & { readonly template?: PodTemplateSpec }>(
  'Name,Containers,Images,Pod Labels',
  ({ metadata, template }) => [
    metadata?.name ?? '',
    ...containerCells(template?.spec?.containers),
    labelsText(template?.metadata?.labels),
  ],
);

export const workloadPrinters = {
  ControllerRevision: controllerRevisionPrinter,
  CronJob: cronJobPrinter,
  DaemonSet: daemonSetPrinter,
  Deployment: deploymentPrinter,
  HorizontalPodAutoscaler: autoscalerPrinter,
  Job: jobPrinter,
  PodDisruptionBudget: disruptionBudgetPrinter,
  PodTemplate: podTemplatePrinter,
  ReplicaSet: replicaSetPrinter,
  ReplicationController: replicationControllerPrinter,
  StatefulSet: statefulSetPrinter,
};

function templateCells(spec: { readonly template?: PodTemplateSpec } | undefined): [string, string] {
  return containerCells(spec?.template?.spec?.containers);
}

function replicaCells({ spec, status }: ReplicaSet | ReplicationController): readonly number[] {
  return [spec?.replicas ?? 0, status?.replicas ?? 0, status?.readyReplicas ?? 0];
}

/** Each a condition that says it when True; `Terminating` stands among them for what is being deleted. */
const jobStatuses: ReadonlyArray<readonly [string, string]> = [
  ['Complete', 'Complete'],
  ['Failed', 'Failed'],
  ['', 'Terminating'],
  ['Suspended', 'Suspended'],
  ['FailureTarget', 'FailureTarget'],
  ['SuccessCriteriaMet', 'SuccessCriteriaMet'],
];

function jobStatus({ metadata, status }: Job): string {
  const holds = (wanted: string) =>
    wanted === ''
      ? metadata?.deletionTimestamp !== undefined
      : status?.conditions?.some(({ type, status: is }) => type === wanted && is === 'True') === true;
  return jobStatuses.find(([condition]) => holds(condition))?.[1] ?? 'Running';
}

function jobCompletions({ spec, status }: Job): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec?.completions !== undefined) return `${succeeded}/${spec.completions}`;
  const parallelism = spec?.parallelism ?? 0;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function jobDuration({ status }: Job, nowMs: Printing['nowMs']): string {
  if (status?.startTime === undefined) return '';
  const endMs = status.completionTime === undefined ? nowMs : parseTimestamp(status.completionTime);
  return humanDuration((endMs - parseTimestamp(status.startTime)) / 1000);
}

/** `daemonset.apps/logger`. */
function ownerText(apiVersion: string | undefined, kind: string, name: string): string {
  const [group, version] = (apiVersion ?? '').split('/');
  return `${kind}${version === undefined ? '' : `.${group}`}/`.toLowerCase() + name;
}
