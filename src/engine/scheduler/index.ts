/** The one door of the scheduler. */
export { createScheduler, type Scheduler } from './scheduler.ts';
export type { SchedulerVerdictShown } from './verdicts.ts';
