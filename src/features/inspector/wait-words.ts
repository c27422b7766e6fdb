/** What passed before a step, by its proper name: nothing happening is a cause too. */
import type { WhyStep } from '../../bridge/protocol.ts';
import { t } from './messages.en.ts';
import { lengthText } from './why-times.ts';

export interface Wait {
  /** `silence`: something stopped telling; the others are waits that somebody keeps. */
  readonly kind: 'silence' | 'toleration' | 'backOff' | 'grace' | 'look' | 'other';
  readonly ms: number;
}

/** Shorter than this is work, not waiting. */
const shortestWaitMs = 5000;

/** `before` is the step that led to it; undefined when there was no wait. */
export function waitOf(step: WhyStep, before: WhyStep | undefined): Wait | undefined {
  const ms = before === undefined ? 0 : step.timeMs - before.timeMs;
  return before === undefined || ms < shortestWaitMs ? undefined : { kind: kindOf(step, before), ms };
}

function kindOf(step: WhyStep, before: WhyStep): Wait['kind'] {
  const { author, what } = step;
  if (what.endsWith('[Ready].status True → Unknown')) return 'silence';
  if (author === 'taint-eviction-controller') return 'toleration';
  if (author === 'node-controller') return 'look';
  if (isKubelet(step) && before.what.startsWith('metadata.deletionTimestamp')) return 'grace';
  if (isKubelet(step) && step.cause.kind === 'time' && /back-?off/i.test(step.cause.timer)) return 'backOff';
  return 'other';
}

/** A sentence about it; undefined when there was none. */
export function waitWords(step: WhyStep, before: WhyStep | undefined): string | undefined {
  const wait = waitOf(step, before);
  if (wait === undefined) return undefined;
  const about = { seconds: (wait.ms / 1000).toFixed(wait.ms % 1000 < 50 ? 0 : 1) };
  switch (wait.kind) {
    case 'silence':
      return t('wait.silence', about);
    case 'toleration':
      return t('wait.toleration', about);
    case 'look':
      return t('wait.look', about);
    case 'grace':
      return t('wait.grace', about);
    case 'backOff':
      return t('wait.backOff', about);
    case 'other':
      return t('why.waited', about);
  }
}

/** As a label: `toleration, 300 s`. */
export function shortWait({ kind, ms }: Wait): string {
  const length = ms < 1_000_000 ? t('time.seconds', { n: Math.round(ms / 1000) }) : lengthText(ms);
  switch (kind) {
    case 'silence':
      return t('wait.short.silence', { length });
    case 'toleration':
      return t('wait.short.toleration', { length });
    case 'look':
      return t('wait.short.look', { length });
    case 'grace':
      return t('wait.short.grace', { length });
    case 'backOff':
      return t('wait.short.backOff', { length });
    case 'other':
      return t('wait.short.other', { length });
  }
}

const isKubelet = ({ author }: WhyStep): boolean => author.startsWith('kubelet');
