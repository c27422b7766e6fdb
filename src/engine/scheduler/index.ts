/** The one door of the scheduler. */
export { createScheduler } from './scheduler.ts';
