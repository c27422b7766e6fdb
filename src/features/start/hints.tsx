/** Three short things to try, which tick themselves off, and what to do with an empty cluster. */
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { useResource } from '../../model/mirror.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useTime } from '../../model/time-store.ts';
import { useTimeline } from '../../model/timeline-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { tickStep, useHints } from './hints-store.ts';
import type { HintStep } from './hints-store.ts';
import { t } from './messages.en.ts';
import './hints.css';

const steps: readonly HintStep[] = ['select', 'break', 'rewind'];

/** One line, where the bar at the top has room for it. */
export function Hints(): ReactElement | null {
  const { isOpen, done, close } = useHints();
  useTicks();
  if (!isOpen) return null;
  return (
    <aside className="hints" aria-label={t('start.hints')}>
      <ol>
        {steps.map((step) => (
          <li key={step} data-done={done.includes(step)}>
            {done.includes(step) ? <Icon name="check" size={14} /> : <span className="hint-dot" />}
            <span className="hint-words">{t(`start.hint.${step}`)}</span>
            {done.includes(step) ? <span className="visually-hidden">{t('start.hintDone')}</span> : null}
          </li>
        ))}
      </ol>
      <IconButton icon="close" label={t('start.closeHints')} onClick={close} />
    </aside>
  );
}

/** Over the canvas of a cluster in which nobody has done anything. */
export function EmptyHint(): ReactElement | null {
  return useIsEmpty() ? <p className="empty-hint">{t('start.emptyHint')}</p> : null;
}

/** Nothing that a person put there. */
function useIsEmpty(): boolean {
  const isAlive = useTime((state) => state.connection.kind === 'alive');
  const hasCommands = useTimeline((state) => state.commands.length > 0);
  const nodes = useResource('nodes').length;
  return isAlive && !hasCommands && nodes > 0;
}

function useTicks(): void {
  const hasSelected = useSelection((state) => state.selected !== null);
  const hasBroken = useTimeline((state) => state.commands.some((command) => command.fault));
  const isPast = useTime((state) => !state.live);
  useEffect(() => {
    if (hasSelected) tickStep('select');
    if (hasBroken) tickStep('break');
    if (hasBroken && isPast) tickStep('rewind');
  }, [hasSelected, hasBroken, isPast]);
}
