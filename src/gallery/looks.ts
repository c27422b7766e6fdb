/** One look for each of the ten states, as the board of states shows them. */
import type { PodLook } from '../features/canvas/pod-look.ts';

const look = (given: Partial<PodLook> & Pick<PodLook, 'state' | 'name' | 'suffix'>): PodLook => ({
  word: '',
  number: '',
  ip: '',
  isSuffixWord: false,
  containers: [false],
  ...given,
});

export const looks: readonly { readonly title: string; readonly kubectl: string; readonly look: PodLook }[] =
  [
    {
      title: 'Unscheduled',
      kubectl: 'Pending, no node yet',
      look: look({ state: 'unscheduled', name: 'web', suffix: 'tj5wl', word: 'Queued', number: '1st' }),
    },
    {
      title: 'Creating',
      kubectl: 'ContainerCreating, pulling',
      look: look({
        state: 'creating',
        name: 'web',
        suffix: 'x7kd9',
        word: 'Pulling',
        number: '62%',
        share: 0.62,
      }),
    },
    {
      title: 'Init i of n',
      kubectl: 'Init:1/2',
      look: look({
        state: 'init',
        name: 'orders',
        suffix: 'tz9fr',
        word: 'Init',
        number: '1 of 2',
        initDone: 1,
        initTotal: 2,
        containers: [false, false],
      }),
    },
    {
      title: 'Running, not ready',
      kubectl: 'Running 0/1',
      look: look({ state: 'notReady', name: 'web', suffix: 'qv7hd', word: 'Not ready', number: '0/1' }),
    },
    {
      title: 'Ready',
      kubectl: 'Running 1/1',
      look: look({ state: 'ready', name: 'web', suffix: '2xkqp', ip: '10.244.1.14', containers: [true] }),
    },
    {
      title: 'Back-off',
      kubectl: 'CrashLoopBackOff',
      look: look({
        state: 'backOff',
        name: 'mailer',
        suffix: 'z4kxn',
        word: 'Back-off',
        number: '23s',
        share: 23 / 40,
      }),
    },
    {
      title: 'Failed',
      kubectl: 'Error, OOMKilled',
      look: look({ state: 'failed', name: 'import', suffix: 'r6vdc', word: 'OOMKilled', number: '137' }),
    },
    {
      title: 'Succeeded',
      kubectl: 'Completed',
      look: look({ state: 'succeeded', name: 'migrate', suffix: 'b9wlm', word: 'Succeeded', number: '0' }),
    },
    {
      title: 'Terminating',
      kubectl: 'deletionTimestamp set',
      look: look({
        state: 'terminating',
        name: 'cart',
        suffix: '9wqzn',
        word: 'Terminating',
        number: '18s',
        share: 0.6,
        containers: [true],
      }),
    },
    {
      title: 'Unknown',
      kubectl: 'Node lost, kubelet silent',
      look: look({
        state: 'unknown',
        name: 'web',
        suffix: 'n7gk5',
        word: 'Unknown',
        number: '1:34',
        containers: [true],
      }),
    },
  ];
