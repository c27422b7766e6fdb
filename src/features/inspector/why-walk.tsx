/** Goes along a why chain, oldest step first: by button, by arrow key, or by itself. */
import { useEffect } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { WhyStep } from '../../bridge/protocol.ts';
import { useWhy } from '../../model/why-store.ts';
import { reportFailure } from '../../ui/report-failure.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';

export interface WhyWalkProps {
  readonly about: InspectedObject;
  /** Latest first. */
  readonly steps: readonly WhyStep[];
  /** The chain as it is copied. */
  readonly text: string;
}

const stepEveryMs = 1500;

export function WhyWalk({ about, steps, text }: WhyWalkProps): ReactElement {
  const { walk, go, pause, leave } = useWhy();
  const mine = walk?.key === about.key ? walk : null;
  const oldestFirst = mine?.steps ?? steps.toReversed();
  const goTo = (at: number, isPlaying = false): void =>
    reportFailure(go(about.key, oldestFirst, at, isPlaying));
  usePlaying();
  useEffect(() => leaveIfWalking, []);
  const onKeyDown = useWalkKeys(about.key, oldestFirst);
  const last = oldestFirst.length - 1;
  return (
    <div className="why-walk" role="group" aria-label={t('why.walk')} onKeyDown={onKeyDown}>
      <button
        type="button"
        className="button button-line"
        aria-disabled={(mine?.at ?? 0) === 0}
        aria-label={t('why.previous')}
        onClick={() => goTo((mine?.at ?? 0) - 1)}
      >
        ‹
      </button>
      <button
        type="button"
        className="button button-line"
        onClick={() =>
          mine?.isPlaying ? pause() : goTo(mine === null || mine.at === last ? 0 : mine.at, true)
        }
      >
        {mine?.isPlaying ? t('why.pause') : t('why.play')}
      </button>
      <button
        type="button"
        className="button button-line"
        aria-disabled={mine?.at === last}
        aria-label={t('why.next')}
        onClick={() => goTo(mine === null ? 0 : mine.at + 1)}
      >
        ›
      </button>
      <button
        type="button"
        className="button button-line"
        onClick={() => reportFailure(navigator.clipboard.writeText(text))}
      >
        {t('why.copy')}
      </button>
      {mine === null ? null : (
        <>
          <span className="sub" role="status">
            {t('why.step', { step: mine.at + 1, count: oldestFirst.length })}
          </span>
          <button type="button" className="button button-line" onClick={() => reportFailure(leave())}>
            {t('why.leave')}
          </button>
        </>
      )}
    </div>
  );
}

/** Arrows go along a chain, Home and End to its ends, Escape leaves the walk. `steps` oldest first. */
export function useWalkKeys(key: string, steps: readonly WhyStep[]): (event: KeyboardEvent) => void {
  return (event) => {
    const { walk, go, leave } = useWhy.getState();
    const at = walk?.key === key ? walk.at : undefined;
    const to = targetOf(event.key, at, steps.length);
    if (to !== undefined) reportFailure(go(key, steps, to));
    else if (event.key === 'Escape' && at !== undefined) reportFailure(leave());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function targetOf(pressed: string, at: number | undefined, count: number): number | undefined {
  switch (pressed) {
    case 'ArrowRight':
    case 'ArrowDown':
      return at === undefined ? 0 : Math.min(at + 1, count - 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max((at ?? 0) - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function leaveIfWalking(): void {
  const { walk, leave } = useWhy.getState();
  if (walk !== null) reportFailure(leave());
}

/** While it plays, the next step follows by itself; past the last one, time goes back to where it was. */
function usePlaying(): void {
  const walk = useWhy((state) => state.walk);
  useEffect(() => {
    if (walk?.isPlaying !== true) return undefined;
    const { key, steps, at } = walk;
    const timer = setTimeout(() => {
      const { go, leave } = useWhy.getState();
      const next = at + 1 < steps.length ? go(key, steps, at + 1, true) : leave();
      reportFailure(next);
    }, stepEveryMs);
    return () => clearTimeout(timer);
  }, [walk]);
}
