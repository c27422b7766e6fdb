import { setup } from 'xstate';

/**
 * The life of a pod: its phase, and within a phase what the conditions tell. Like the container's machine it
 * remembers nothing and only names its guards.
 */
export const podMachine = setup({
  types: {
    events: {} as { type: PodLifeEvent },
  },
  guards: {
    hasInitContainers: () => false,
    /** Some container ended with another code than 0. */
    hasFailed: () => false,
  },
  actions: { createSandbox: () => undefined, stopContainers: () => undefined },
}).createMachine({
  id: 'pod',
  initial: 'pending',
  on: { DELETE: '.terminating' },
  states: {
    pending: {
      initial: 'unscheduled',
      on: { STARTED: 'running', REJECTED: 'failed' },
      states: {
        unscheduled: { on: { SCHEDULED: 'creating' } },
        creating: {
          entry: 'createSandbox',
          on: {
            SANDBOX_READY: [{ guard: 'hasInitContainers', target: 'initializing' }, { target: 'starting' }],
          },
        },
        initializing: {
          on: { INITIALIZED: 'starting', FINISHED: { guard: 'hasFailed', target: '#pod.failed' } },
        },
        starting: {},
      },
    },
    running: {
      initial: 'notReady',
      on: {
        FINISHED: [{ guard: 'hasFailed', target: 'failed' }, { target: 'succeeded' }],
        REJECTED: 'failed',
        SANDBOX_LOST: 'pending.creating',
      },
      states: {
        notReady: { on: { READY: 'ready' } },
        ready: { on: { UNREADY: 'notReady' } },
      },
    },
    succeeded: {},
    failed: {},
    terminating: {
      entry: 'stopContainers',
      on: { DELETE: 'terminating', REMOVED: 'gone' },
    },
    gone: { type: 'final' },
    /** Still in the API; no kubelet has set it since 2015. */
    unknown: {},
  },
});

export type PodLifeEvent =
  | 'SCHEDULED'
  | 'REJECTED'
  | 'SANDBOX_READY'
  | 'SANDBOX_LOST'
  | 'INITIALIZED'
  | 'STARTED'
  | 'READY'
  | 'UNREADY'
  | 'FINISHED'
  | 'DELETE'
  | 'REMOVED';
