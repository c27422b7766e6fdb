import { t } from './messages.en.ts';

/** What a state is, in a few words; empty for a state that has none. */
export function stateWords(name: string): string {
  return wordsOfStates[name]?.() ?? '';
}

/** What a state of the pod is: some have the name of a container's state. */
export function podStateWords(name: string): string {
  if (name === 'running') return t('state.pod.running');
  return name === 'starting' ? t('state.pod.starting') : stateWords(name);
}

const wordsOfStates: Readonly<Record<string, () => string>> = {
  waiting: () => t('state.waiting'),
  running: () => t('state.running'),
  pending: () => t('state.pending'),
  unscheduled: () => t('state.unscheduled'),
  initializing: () => t('state.initializing'),
  succeeded: () => t('state.succeeded'),
  failed: () => t('state.failed'),
  gone: () => t('state.gone'),
  unknown: () => t('state.unknown'),
  podInitializing: () => t('state.podInitializing'),
  creating: () => t('state.creating'),
  pulling: () => t('state.pulling'),
  errImagePull: () => t('state.errImagePull'),
  imagePullBackOff: () => t('state.imagePullBackOff'),
  createError: () => t('state.createError'),
  crashLoopBackOff: () => t('state.crashLoopBackOff'),
  starting: () => t('state.starting'),
  notReady: () => t('state.notReady'),
  ready: () => t('state.ready'),
  terminating: () => t('state.terminating'),
  terminated: () => t('state.terminated'),
};
