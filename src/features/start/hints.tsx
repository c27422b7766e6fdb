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

export interface HintsProps {
  /** Over the cluster, where the bar at the top has no room: one at a time. */
  readonly isFloating?: boolean;
}

/** One line in the bar at the top; the style sheet says where which of the two is seen. */
export function Hints({ isFloating = false }: HintsProps): ReactElement | null {
  const { isOpen, done, close } = useHints();
  useTicks();
  if (!isOpen) return null;
  const next = steps.find((step) => !done.includes(step)) ?? steps.at(-1);
  return (
    <aside className={isFloating ? 'hints hints-floating' : 'hints'} aria-label={t('start.hints')}>
      <ol>
        {steps.map((step, at) => (
          <li key={step} data-done={done.includes(step)} data-next={step === next || undefined}>
            {done.includes(step) ? <Icon name="check" size={14} /> : <span className="hint-dot" />}
            {t(`start.hint.${step}`)}
            {done.includes(step) ? <span className="visually-hidden">{t('start.hintDone')}</span> : null}
            <span className="hint-place">{t('start.hintPlace', { n: at + 1, all: steps.length })}</span>
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

/** Long enough to see the last of them ticked. */
const goesAfterMs = 6000;

function useTicks(): void {
  const { done, close } = useHints();
  const isAllDone = done.length === steps.length;
  useEffect(() => {
    if (!isAllDone) return undefined;
    const timer = setTimeout(close, goesAfterMs);
    return () => clearTimeout(timer);
  }, [isAllDone, close]);
  const hasSelected = useSelection((state) => state.selected !== null);
  const hasBroken = useTimeline((state) => state.commands.some((command) => command.fault));
  const isPast = useTime((state) => !state.live);
  useEffect(() => {
    if (hasSelected) tickStep('select');
    if (hasBroken) tickStep('break');
    if (hasBroken && isPast) tickStep('rewind');
  }, [hasSelected, hasBroken, isPast]);
}
