import { setup } from 'xstate';

/**
 * The life of a container as its kubelet lives it, and as the statechart draws it. It remembers nothing: what
 * it would remember lives in the Kubernetes objects, so guards, actions and delays are names and the state can
 * be told from a pod's status alone. It is compiled to a table to run; nothing of the engine loads this file.
 */
export const containerMachine = setup({
  types: {
    events: {} as { type: ContainerLifeEvent },
  },
  guards: {
    /** The restart policy, the exit code and the pod's own fate allow another start. */
    willRestart: () => true,
    hasStartupProbe: () => false,
  },
  actions: {
    pullImage: () => undefined,
    sendTerm: () => undefined,
  },
  delays: {
    /** 10 s doubling to 300 s for each image of a pod. */
    pullBackoff: 0,
    /** The kubelet looks again 10 to 15 s after an error that is not a back-off. */
    retry: 0,
    /** 0, then 10 s doubling to 300 s, counted from the exit. */
    backoff: 0,
    /** The pod's termination grace period. */
    grace: 0,
  },
}).createMachine({
  id: 'container',
  initial: 'waiting',
  on: {
    LOST: [{ guard: 'willRestart', target: '.waiting.creating' }, { target: '.terminated' }],
  },
  states: {
    waiting: {
      initial: 'creating',
      on: { DELETE: 'terminated' },
      states: {
        podInitializing: { on: { INITIALIZED: 'creating' } },
        creating: {
          on: {
            AWAIT_INIT: 'podInitializing',
            PULL: 'pulling',
            PULL_DEFERRED: 'imagePullBackOff',
            CONFIG_FAILED: 'createError',
            START_FAILED: [
              { guard: 'willRestart', target: 'crashLoopBackOff' },
              { target: '#container.terminated' },
            ],
            STARTED: [
              { guard: 'hasStartupProbe', target: '#container.running.starting' },
              { target: '#container.running.notReady' },
            ],
          },
        },
        pulling: { entry: 'pullImage', on: { PULLED: 'creating', PULL_FAILED: 'errImagePull' } },
        errImagePull: { on: { PULL_DEFERRED: 'imagePullBackOff' } },
        imagePullBackOff: { after: { pullBackoff: 'creating' } },
        createError: { after: { retry: 'creating' } },
        crashLoopBackOff: { after: { backoff: 'creating' } },
      },
    },
    running: {
      initial: 'notReady',
      on: {
        EXIT: 'terminated',
        DELETE: 'terminating',
        LIVENESS_FAILED: 'terminating',
        STARTUP_FAILED: 'terminating',
      },
      states: {
        starting: { on: { STARTUP_PASSED: 'notReady' } },
        notReady: { on: { READY: 'ready' } },
        ready: { on: { UNREADY: 'notReady' } },
      },
    },
    terminating: {
      entry: 'sendTerm',
      on: { EXIT: 'terminated' },
      after: { grace: 'terminated' },
    },
    terminated: {
      on: {
        RESTART_DEFERRED: { guard: 'willRestart', target: 'waiting.crashLoopBackOff' },
        RESTART: { guard: 'willRestart', target: 'waiting.creating' },
      },
    },
  },
});

export type ContainerLifeEvent =
  | 'AWAIT_INIT'
  | 'INITIALIZED'
  | 'PULL'
  | 'PULLED'
  | 'PULL_FAILED'
  | 'PULL_DEFERRED'
  | 'CONFIG_FAILED'
  | 'START_FAILED'
  | 'STARTED'
  | 'STARTUP_PASSED'
  | 'STARTUP_FAILED'
  | 'READY'
  | 'UNREADY'
  | 'LIVENESS_FAILED'
  | 'EXIT'
  | 'RESTART'
  | 'RESTART_DEFERRED'
  | 'DELETE'
  | 'LOST';
