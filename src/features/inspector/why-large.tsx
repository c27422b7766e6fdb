/** The whole answer with all the room there is: the waits to scale, each step with what it read and wrote. */
import { useEffect, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { WhyRead, WhyStep } from '../../bridge/protocol.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { useWhy } from '../../model/why-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { RichText } from '../../ui/rich-text.tsx';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import { VerdictTable } from './verdict-table.tsx';
import { waitWords } from './wait-words.ts';
import { WhyAxis } from './why-axis.tsx';
import { Reads } from './why-reads.tsx';
import { clockNear, lengthText } from './why-times.ts';
import { useWalkKeys, WhyWalk } from './why-walk.tsx';
import './why-large.css';

export interface WhyLargeProps {
  readonly about: InspectedObject;
  /** Latest first. */
  readonly steps: readonly WhyStep[];
  /** What each step did, in the same order. */
  readonly words: readonly string[];
  readonly because: string | undefined;
  readonly text: string;
  readonly onClose: () => void;
}

export function WhyLarge({ about, steps, words, because, text, onClose }: WhyLargeProps): ReactElement {
  const startedAt = useTime((state) => state.startedAt);
  const at = useWhy((state) => (state.walk?.key === about.key ? state.walk.at : undefined));
  const oldestFirst = useMemo(() => steps.toReversed(), [steps]);
  const onKeyDown = useWalkKeys(about.key, oldestFirst);
  const wholeMs = (oldestFirst.at(-1)?.timeMs ?? 0) - (oldestFirst[0]?.timeMs ?? 0);
  return (
    <Dialog
      title={t('why.title', { thing: about.name })}
      closeLabel={t('inspector.close')}
      onClose={onClose}
      width={1000}
    >
      <div className="why-large" onKeyDown={onKeyDown}>
        <div className="why-head">
          <p className="why-because">{because === undefined ? null : <RichText text={because} />}</p>
          <p className="sub numeric">{t('why.summary', { n: steps.length, length: lengthText(wholeMs) })}</p>
        </div>
        <WhyAxis steps={oldestFirst} startedAt={startedAt} at={at} />
        <WhyWalk about={about} steps={steps} text={text} />
        <Steps {...{ about, startedAt, at }} steps={oldestFirst} words={words.toReversed()} />
        {about.resource === 'pods' ? <VerdictTable pod={about.object as Pod} /> : null}
      </div>
    </Dialog>
  );
}

interface StepsProps {
  readonly about: InspectedObject;
  /** Oldest first. */
  readonly steps: readonly WhyStep[];
  readonly words: readonly string[];
  readonly startedAt: string;
  readonly at: number | undefined;
}

function Steps({ about, steps, words, startedAt, at }: StepsProps): ReactElement {
  const reads = useReads(steps);
  return (
    <table className="why-steps">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('why.column.step')}</span>
          </th>
          <th scope="col">{t('why.column.when')}</th>
          <th scope="col">{t('why.column.who')}</th>
          <th scope="col">{t('why.column.read')}</th>
          <th scope="col">{t('why.column.wrote')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => (
          <tr
            key={step.revision ?? `command-${index}`}
            data-look={step.type === 'COMMAND' ? 'command' : 'step'}
            aria-current={at === index ? 'step' : undefined}
          >
            <td>
              <button
                type="button"
                className="why-number numeric"
                aria-label={t('why.goTo', { step: index + 1 })}
                onClick={() => reportFailure(useWhy.getState().go(about.key, steps, index))}
              >
                {index + 1}
              </button>
            </td>
            <td className="numeric">{whenOf(steps, index, startedAt)}</td>
            <td>
              <b>{step.author === 'user' ? t('why.column.you') : step.author}</b>
              <span className="sub">{waitWords(step, steps[index - 1])}</span>
            </td>
            <td data-label={t('why.column.read')}>
              <Reads
                reads={reads === undefined ? undefined : (reads[index] ?? [])}
                startedAt={startedAt}
                isAwaited={step.author !== 'user'}
              />
            </td>
            <td data-label={t('why.column.wrote')}>
              <RichText text={words[index]!} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The clock; of what came right after, how much later that was. */
function whenOf(steps: readonly WhyStep[], index: number, startedAt: string): string {
  const { timeMs } = steps[index]!;
  const since = index === 0 ? Number.POSITIVE_INFINITY : timeMs - steps[index - 1]!.timeMs;
  return since > 0 && since < 5000
    ? t('why.later', { length: lengthText(since) })
    : clockNear(startedAt, timeMs, 100);
}

/** Of each step what its author had read; undefined until it is known. */
function useReads(steps: readonly WhyStep[]): readonly (readonly WhyRead[])[] | undefined {
  const [known, know] = useState<{ readonly of: string; readonly reads: readonly (readonly WhyRead[])[] }>();
  const revisions = steps.map(({ revision }) => revision ?? 0).join();
  useEffect(() => {
    let isWanted = true;
    const keep = (reads: readonly (readonly WhyRead[])[]): void => {
      if (isWanted) know({ of: revisions, reads });
    };
    session.whyReads(revisions.split(',').map(Number)).then(keep, () => keep([]));
    return () => {
      isWanted = false;
    };
  }, [revisions]);
  return known?.of === revisions ? known.reads : undefined;
}
