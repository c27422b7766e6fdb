/** `kubectl describe` of Jobs and CronJobs. `kubectl/pkg/describe/describe.go` describeJob, describeCronJob */
import type { CronJob, Job } from '../../engine/api/generated/types.ts';
import { humanDuration } from '../../engine/api/human-duration.ts';
import { parseTimestamp } from '../../engine/api/time.ts';
import { type Description, printController, printMoment, printRawSelector } from './description.ts';
import { describePodTemplate } from './pod-template.ts';

export function describeJob(description: Description, job: Job): void {
  const { metadata, spec, status } = job;
  description.name(job);
  description.field('Selector', printRawSelector(spec?.selector));
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  const controller = printController(job);
  if (controller !== undefined) description.field('Controlled By', controller);
  description.given('Parallelism', spec?.parallelism);
  description.field('Completions', spec?.completions ?? '<unset>');
  description.given('Completion Mode', spec?.completionMode);
  description.given('Suspend', spec?.suspend);
  description.given('Backoff Limit', spec?.backoffLimit);
  description.given('TTL Seconds After Finished', spec?.ttlSecondsAfterFinished);
  describeTimes(description, job);
  if (spec?.activeDeadlineSeconds !== undefined)
    description.field('Active Deadline Seconds', `${spec.activeDeadlineSeconds}s`);
  const { active = 0, ready, succeeded = 0, failed = 0 } = status ?? {};
  const ofThem = ready === undefined ? '' : ` (${ready} Ready)`;
  description.field('Pods Statuses', `${active} Active${ofThem} / ${succeeded} Succeeded / ${failed} Failed`);
  if (spec?.completionMode === 'Indexed')
    description.field('Completed Indexes', printIndexes(status?.completedIndexes ?? ''));
  describePodTemplate(description, spec?.template);
}

function describeTimes(description: Description, { status }: Job): void {
  const { startTime, completionTime } = status ?? {};
  if (startTime !== undefined) description.field('Start Time', printMoment(startTime));
  if (completionTime === undefined) return;
  description.field('Completed At', printMoment(completionTime));
  if (startTime === undefined) return;
  const seconds = (parseTimestamp(completionTime) - parseTimestamp(startTime)) / 1000;
  description.field('Duration', humanDuration(seconds));
}

const mostLetters = 50;

/** Cut at the first comma after some letters. */
function printIndexes(indexes: string): string {
  if (indexes === '') return '<none>';
  const end = indexes.indexOf(',', mostLetters);
  return end < 0 ? indexes : `${indexes.slice(0, end + 1)}...`;
}

export function describeCronJob(description: Description, job: CronJob): void {
  const { metadata, spec, status } = job;
  description.name(job);
  description.labels('Labels', metadata?.labels);
  description.annotations('Annotations', metadata?.annotations);
  const given = (name: string, value: unknown) => description.field(name, value ?? '<unset>');
  const seconds = spec?.startingDeadlineSeconds;
  description.field('Schedule', spec?.schedule);
  description.field('Concurrency Policy', spec?.concurrencyPolicy ?? '');
  description.switch('Suspend', spec?.suspend);
  given('Successful Job History Limit', spec?.successfulJobsHistoryLimit);
  given('Failed Job History Limit', spec?.failedJobsHistoryLimit);
  given('Starting Deadline Seconds', seconds === undefined ? undefined : `${seconds}s`);
  const template = spec?.jobTemplate.spec;
  const selector = template?.selector;
  given('Selector', selector === undefined ? undefined : printRawSelector(selector));
  given('Parallelism', template?.parallelism);
  given('Completions', template?.completions);
  if (template?.activeDeadlineSeconds !== undefined)
    description.field('Active Deadline Seconds', `${template.activeDeadlineSeconds}s`);
  describePodTemplate(description, template?.template);
  description.field('Last Schedule Time', printMoment(status?.lastScheduleTime));
  description.field('Active Jobs', (status?.active ?? []).map(({ name }) => name).join(', ') || '<none>');
}
