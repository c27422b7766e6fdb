/** Two branches on one clock, one above the other: what each way cost, and what differs now. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { clockOf } from '../../model/clock-of.ts';
import { closeCompare, useCompare } from '../../model/compare-store.ts';
import { session } from '../../model/session.ts';
import { sharedUntilMs } from '../../model/shared-past.ts';
import { useTime } from '../../model/time-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useSize } from '../../ui/use-size.ts';
import { BranchFigure, ReadyPills } from './branch-figure.tsx';
import './compare.css';
import { Choice } from './choice.tsx';
import { Clock } from './clock.tsx';
import { DifferenceList } from './difference-list.tsx';
import { Legend } from './legend.tsx';
import { Patterns } from './life-bar.tsx';
import { workloadsOf } from './lives.ts';
import { t } from './messages.en.ts';
import { compare } from './side.ts';
import type { Compared } from './side.ts';
import { Twin } from './twin.tsx';
import { useStory } from './use-lives.ts';
import type { BranchStory } from './use-lives.ts';

export function CompareView(): ReactElement {
  const frame = useFocusWhileOpen();
  const branches = useTime((state) => state.branches);
  const { left, right } = useCompare();
  const stories = [useStory(left), useStory(right)];
  const isTwo = left !== null && right !== null && left !== right;
  return (
    <section
      ref={frame}
      className="compare"
      aria-label={t('compare.title')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        closeCompare();
      }}
    >
      <Patterns />
      {branches.length < 2 ? <OnlyOne /> : <Compare stories={isTwo ? stories : [undefined, undefined]} />}
    </section>
  );
}

/** What had the focus gets it back. */
function useFocusWhileOpen() {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    frame.current?.focus({ preventScroll: true });
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  return frame;
}

function OnlyOne(): ReactElement {
  return (
    <div className="cmp-only">
      <h2>{t('compare.onlyOne')}</h2>
      <p>{t('compare.onlyOneAbout')}</p>
      <Button look="primary" icon="branch" onClick={() => reportFailure(forkHere())}>
        {t('compare.fork')}
      </Button>
      <Button onClick={closeCompare}>{t('compare.close')}</Button>
    </div>
  );
}

async function forkHere(): Promise<void> {
  const left = useTime.getState().branch;
  useCompare.setState({ left, right: await session.fork() });
}

type Shown = 'lives' | 'differences';

const narrowPx = 700;
const sidePx = 184;
const sumsPx = 216;
const gapPx = 16;

function Compare({ stories }: { readonly stories: readonly (BranchStory | undefined)[] }): ReactElement {
  const body = useRef<HTMLDivElement>(null);
  const { width } = useSize(body);
  const isNarrow = width < narrowPx;
  const [shown, show] = useState<Shown>('lives');
  const compared = useCompared(
    stories,
    isNarrow,
    isNarrow ? width - 24 : width - 48 - sidePx - sumsPx - 2 * gapPx,
  );
  const workloads = useMemo(
    () => workloadsOf(stories.flatMap((story) => (story === undefined ? [] : [story.lives]))),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [stories[0], stories[1]],
  );
  return (
    <>
      <header className="cmp-head">
        <div className="cmp-titles">
          <h2>{t('compare.title')}</h2>
          <About compared={compared} />
        </div>
        <div className="cmp-choices">
          <Choice workloads={workloads} />
          <Segmented<Shown>
            label={t('compare.show')}
            value={shown}
            onChange={show}
            options={[
              { value: 'lives', text: t('compare.lives') },
              { value: 'differences', text: t('compare.differences') },
            ]}
          />
          <IconButton
            className="cmp-close"
            icon="close"
            label={t('compare.close')}
            keys="Esc"
            onClick={closeCompare}
          />
        </div>
      </header>
      <div className="cmp-body" ref={body}>
        {compared === undefined || width === 0 ? null : shown === 'lives' ? (
          <Lives compared={compared} />
        ) : (
          <DifferenceList sides={compared.sides} startedAt={compared.picture.startedAt} />
        )}
      </div>
      {shown === 'lives' && compared !== undefined ? <Legend sides={compared.sides} /> : null}
    </>
  );
}

function About({ compared }: { readonly compared: Compared | undefined }): ReactElement {
  const { left, right } = useCompare();
  if (left === right) return <p className="sub">{t('compare.same')}</p>;
  if (compared === undefined) return <p className="sub">&nbsp;</p>;
  const { startedAt, partedMs } = compared.picture;
  return <p className="sub">{t('compare.about', { clock: clockOf(startedAt, partedMs) })}</p>;
}

function useCompared(
  stories: readonly (BranchStory | undefined)[],
  isNarrow: boolean,
  widthPx: number,
): Compared | undefined {
  const { left, right, workload } = useCompare();
  const branches = useTime((state) => state.branches);
  const startedAt = useTime((state) => state.startedAt);
  const [upper, lower] = stories;
  return useMemo(() => {
    const [a, b] = [left, right].map((id) => branches.find((branch) => branch.id === id));
    if (a === undefined || b === undefined || upper === undefined || lower === undefined) return undefined;
    return compare({
      stories: [
        { branch: a, story: upper },
        { branch: b, story: lower },
      ],
      partedMs: sharedUntilMs(branches, a.id, b.id),
      workload,
      startedAt,
      isNarrow,
      widthPx,
    });
  }, [left, right, branches, upper, lower, workload, startedAt, isNarrow, widthPx]);
}

function Lives({ compared }: { readonly compared: Compared }): ReactElement {
  const { sides, picture } = compared;
  const viewMs = useTime((state) => state.viewMs);
  return (
    <div className="cmp-figure" data-narrow={picture.isNarrow || undefined}>
      <Clock picture={picture} viewMs={viewMs} />
      {sides.map((side, index) => (
        <div className="cmp-part" key={side.branch.id}>
          <BranchFigure side={side} picture={picture} letter={index === 0 ? 'A' : 'B'}>
            <ReadyPills side={side} picture={picture} viewMs={viewMs} />
          </BranchFigure>
        </div>
      ))}
      <Twin sides={sides} picture={picture} />
    </div>
  );
}
