/** Jobs and CronJobs. `pkg/apis/batch/validation/validation.go` */
import type { CronJob, CronJobSpec, Job, JobSpec, PodTemplateSpec } from '../generated/types.ts';
import { labelSelectorMatches } from '../label-selector.ts';
import { invalid, notSupported, required } from './field-error.ts';
import { byteLength, dnsSubdomainErrors } from './formats.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import { checkTemplate } from './pod-spec.ts';
import { scheduleError } from './schedule.ts';
import {
  checkImmutable,
  checkLabelSelector,
  checkNonNegative,
  checkOptionalWord,
  checkRequired,
  checkWord,
  isSet,
  type Errors,
} from './rules.ts';

export function checkJob(job: Job, errors: Errors): void {
  checkMetadata(job.metadata, true, dnsSubdomainErrors, errors);
  const spec = job.spec ?? ({} as JobSpec);
  if (spec.manualSelector === true && spec.selector === undefined) errors.push(required('spec.selector'));
  checkJobSpec(spec, 'spec', errors);
  const labels = spec.template?.metadata?.labels;
  if (spec.selector !== undefined && !labelSelectorMatches(spec.selector, labels)) {
    errors.push(
      invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`'),
    );
  }
}

function checkJobSpec(spec: JobSpec, path: string, errors: Errors): void {
  const counts = [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ] as const;
  for (const field of counts) checkNonNegative(spec[field], `${path}.${field}`, errors);
  checkLabelSelector(spec.selector, `${path}.selector`, errors);
  checkOptionalWord(spec.completionMode, ['Indexed', 'NonIndexed'], `${path}.completionMode`, errors);
  if (spec.completionMode === 'Indexed') {
    if (spec.completions === undefined) {
      errors.push(required(`${path}.completions`, 'when completion mode is Indexed'));
    }
  } else if (spec.backoffLimitPerIndex !== undefined) {
    errors.push(
      invalid(`${path}.backoffLimitPerIndex`, spec.backoffLimitPerIndex, 'requires indexed completion mode'),
    );
  }
  checkOptionalWord(
    spec.podReplacementPolicy,
    ['Failed', 'TerminatingOrFailed'],
    `${path}.podReplacementPolicy`,
    errors,
  );
  checkJobTemplate(spec.template, `${path}.template`, errors);
}

const jobRestarts = ['OnFailure', 'Never'];

function checkJobTemplate(template: PodTemplateSpec | undefined, path: string, errors: Errors): void {
  checkTemplate(template ?? {}, path, errors);
  const policy = template?.spec?.restartPolicy ?? '';
  if (jobRestarts.includes(policy)) return;
  const at = `${path}.spec.restartPolicy`;
  // A policy that nobody gave has been filled in as Always.
  if (policy === '' || policy === 'Always') errors.push(required(at, 'valid values: "OnFailure", "Never"'));
  else errors.push(notSupported(at, policy, jobRestarts));
}

export function checkJobUpdate(next: Job, previous: Job, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  const spec = next.spec ?? ({} as JobSpec);
  const old = previous.spec ?? ({} as JobSpec);
  checkJobSpec(spec, 'spec', errors);
  const indexed = spec.completionMode === 'Indexed';
  if (!indexed || spec.completions !== spec.parallelism) {
    checkImmutable(spec.completions, old.completions, 'spec.completions', errors);
  }
  checkImmutable(spec.selector, old.selector, 'spec.selector', errors);
  if (old.suspend !== true || next.status?.startTime !== undefined) {
    checkImmutable(spec.template, old.template, 'spec.template', errors);
  }
  for (const field of ['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy'] as const) {
    checkImmutable(spec[field], old[field], `spec.${field}`, errors);
  }
}

/** A job's name is the CronJob's with eleven more characters. */
const longestCronName = 52;
const shortestDeadlineSeconds = 0;

export function checkCronJob(cronJob: CronJob, errors: Errors): void {
  checkMetadata(cronJob.metadata, true, dnsSubdomainErrors, errors);
  const spec = cronJob.spec ?? ({} as CronJobSpec);
  checkCronJobSpec(spec, errors);
  const name = cronJob.metadata?.name ?? '';
  if (byteLength(name) > longestCronName) {
    errors.push(invalid('metadata.name', name, `must be no more than ${longestCronName} characters`));
  }
}

export function checkCronJobUpdate(next: CronJob, previous: CronJob, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkCronJobSpec(next.spec ?? ({} as CronJobSpec), errors);
}

function checkCronJobSpec(spec: CronJobSpec, errors: Errors): void {
  if (checkRequired(spec.schedule, 'spec.schedule', errors)) {
    const problem = scheduleError(spec.schedule);
    if (problem !== undefined) errors.push(invalid('spec.schedule', spec.schedule, problem));
    if (/^(CRON_)?TZ=/.test(spec.schedule)) {
      const detail = 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead';
      errors.push(invalid('spec.schedule', spec.schedule, detail));
    }
  }
  const { startingDeadlineSeconds } = spec;
  if (startingDeadlineSeconds !== undefined && startingDeadlineSeconds < shortestDeadlineSeconds) {
    checkNonNegative(startingDeadlineSeconds, 'spec.startingDeadlineSeconds', errors);
  }
  checkWord(spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace'], 'spec.concurrencyPolicy', errors);
  const template = spec.jobTemplate?.spec ?? ({} as JobSpec);
  checkJobSpec(template, 'spec.jobTemplate.spec', errors);
  if (template.manualSelector === true) {
    errors.push(notSupported('spec.jobTemplate.spec.manualSelector', true, ['nil', 'false']));
  }
  if (isSet(template.selector)) {
    errors.push(
      invalid('spec.jobTemplate.spec.selector', template.selector, '`selector` will be auto-generated'),
    );
  }
  checkNonNegative(spec.successfulJobsHistoryLimit, 'spec.successfulJobsHistoryLimit', errors);
  checkNonNegative(spec.failedJobsHistoryLimit, 'spec.failedJobsHistoryLimit', errors);
}
