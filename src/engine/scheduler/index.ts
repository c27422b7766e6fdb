/** The one door of the scheduler. */
export { createScheduler, type Scheduler } from './scheduler.ts';
export type { NodeRefusal, NodeVerdict, SchedulerVerdict } from './verdicts.ts';
