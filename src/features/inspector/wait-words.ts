/** What passed before a step, by its proper name: nothing happening is a cause too. */
import type { WhyStep } from '../../bridge/protocol.ts';
import { t } from './messages.en.ts';

/** Shorter than this is work, not waiting. */
const shortestWaitMs = 5000;

/** `before` is the step that led to it; undefined when there was no wait. */
export function waitWords(step: WhyStep, before: WhyStep | undefined): string | undefined {
  const waitedMs = before === undefined ? 0 : step.timeMs - before.timeMs;
  if (before === undefined || waitedMs < shortestWaitMs) return undefined;
  const about = { seconds: (waitedMs / 1000).toFixed(waitedMs % 1000 < 50 ? 0 : 1) };
  const { author, what } = step;
  if (what.endsWith('[Ready].status True → Unknown')) return t('wait.silence', about);
  if (author === 'taint-eviction-controller') return t('wait.toleration', about);
  if (author === 'node-controller') return t('wait.look', about);
  if (isKubelet(step) && before.what.startsWith('metadata.deletionTimestamp')) return t('wait.grace', about);
  if (isKubelet(step) && step.cause.kind === 'time' && /back-?off/i.test(step.cause.timer))
    return t('wait.backOff', about);
  return t('why.waited', about);
}

const isKubelet = ({ author }: WhyStep): boolean => author.startsWith('kubelet');
