/** What can happen next, in words; what a person can cause is a button. */
import type { ReactElement } from 'react';
import { session } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import type { ChartMove } from './chart-of-machine.ts';
import { t } from './messages.en.ts';
import { refusalIn } from './refusal-in.ts';

export interface NextMovesProps {
  readonly moves: readonly ChartMove[];
  readonly wait: string | undefined;
  readonly podKey: string;
  /** Undefined: the moves are the pod's own. */
  readonly container: string | undefined;
}

export function NextMoves({ moves, wait, podKey, container }: NextMovesProps): ReactElement | null {
  if (moves.length === 0) return <p className="sub">{t('inspector.nothingNext')}</p>;
  return (
    <section aria-label={t('inspector.next')}>
      <h3>{t('inspector.next')}</h3>
      <ul className="next-moves">
        {moves.map(({ event, to, guard }) => (
          <li key={`${event}>${to}`}>
            <span className="next-words">{wordsOf(event, wait)}</span>
            <span className="sub mono">
              {t('inspector.moveTo', { event, state: to.split('.').at(-1) ?? to })}
              {guard === undefined ? '' : ` [${guard}]`}
            </span>
            <Causes event={event} podKey={podKey} container={container} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CausesProps {
  readonly event: string;
  readonly podKey: string;
  readonly container: string | undefined;
}

function Causes({ event, podKey, container }: CausesProps): ReactElement | null {
  if (event === 'DELETE')
    return (
      <span className="next-causes">
        <Button look="line" onClick={() => reportFailure(session.deleteObject(podKey), refusalIn)}>
          {t('inspector.deletePod')}
        </Button>
      </span>
    );
  if (event !== 'EXIT' || container === undefined) return null;
  return (
    <span className="next-causes">
      <Button
        look="line"
        onClick={() => reportFailure(session.failContainer(podKey, container, 1), refusalIn)}
      >
        {t('inspector.exitNow')}
      </Button>
      <Button look="line" onClick={() => reportFailure(session.oomKill(podKey, container), refusalIn)}>
        {t('inspector.oomNow')}
      </Button>
    </span>
  );
}

function wordsOf(event: string, wait: string | undefined): string {
  if (event.startsWith('after ') && wait !== undefined) return t('event.afterIn', { wait });
  return words[event]?.() ?? event;
}

const words: Readonly<Record<string, () => string>> = {
  AWAIT_INIT: () => t('event.awaitInit'),
  INITIALIZED: () => t('event.initialized'),
  PULL: () => t('event.pull'),
  PULLED: () => t('event.pulled'),
  PULL_FAILED: () => t('event.pullFailed'),
  PULL_DEFERRED: () => t('event.pullDeferred'),
  CONFIG_FAILED: () => t('event.configFailed'),
  START_FAILED: () => t('event.startFailed'),
  STARTED: () => t('event.started'),
  STARTUP_PASSED: () => t('event.startupPassed'),
  STARTUP_FAILED: () => t('event.startupFailed'),
  READY: () => t('event.ready'),
  UNREADY: () => t('event.unready'),
  LIVENESS_FAILED: () => t('event.livenessFailed'),
  EXIT: () => t('event.exit'),
  RESTART: () => t('event.restart'),
  RESTART_DEFERRED: () => t('event.restartDeferred'),
  DELETE: () => t('event.delete'),
  LOST: () => t('event.lost'),
  SCHEDULED: () => t('event.scheduled'),
  REJECTED: () => t('event.rejected'),
  SANDBOX_READY: () => t('event.sandboxReady'),
  SANDBOX_LOST: () => t('event.sandboxLost'),
  FINISHED: () => t('event.finished'),
  REMOVED: () => t('event.removed'),
  'after backoff': () => t('event.after'),
  'after pullBackoff': () => t('event.after'),
  'after retry': () => t('event.afterRetry'),
  'after grace': () => t('event.afterGrace'),
};

export const eventWords: ReadonlySet<string> = new Set(Object.keys(words));
