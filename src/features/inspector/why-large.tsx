/** The whole answer with all the room there is: the waits to scale, each step with what it read and wrote. */
import type { ReactElement } from 'react';
import type { WhyStep } from '../../bridge/protocol.ts';
import type { Pod } from '../../engine/api/generated/types.ts';
import { useTime } from '../../model/time-store.ts';
import { useWhy } from '../../model/why-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { clockOfMoment } from './clock-of.ts';
import type { InspectedObject } from './kind-of-key.ts';
import { t } from './messages.en.ts';
import { VerdictTable } from './verdict-table.tsx';
import { waitWords } from './wait-words.ts';
import { WhyAxis } from './why-axis.tsx';
import { WhyWalk } from './why-walk.tsx';
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
  return (
    <Dialog
      title={t('why.title', { thing: about.name })}
      closeLabel={t('inspector.close')}
      onClose={onClose}
      width={1000}
    >
      <div className="why-large">
        {because === undefined ? null : (
          <p className="why-because">
            <RichText text={because} />
          </p>
        )}
        <WhyAxis steps={steps.toReversed()} />
        <WhyWalk about={about} steps={steps} text={text} />
        <Steps about={about} steps={steps.toReversed()} words={words.toReversed()} />
        {about.resource === 'pods' ? <VerdictTable pod={about.object as Pod} /> : null}
      </div>
    </Dialog>
  );
}

/** Oldest first. */
function Steps({ about, steps, words }: Pick<WhyLargeProps, 'about' | 'steps' | 'words'>): ReactElement {
  const startedAt = useTime((state) => state.startedAt);
  const at = useWhy((state) => (state.walk?.key === about.key ? state.walk.at : undefined));
  return (
    <table className="why-steps">
      <thead>
        <tr>
          <th scope="col">{t('why.column.step')}</th>
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
              <span className="why-number numeric">{index + 1}</span>
            </td>
            <td className="numeric">{clockOfMoment(startedAt, step.timeMs)}</td>
            <td>
              <b>{step.author === 'user' ? t('why.column.you') : step.author}</b>
              <span className="sub">{waitWords(step, steps[index - 1])}</span>
            </td>
            <td data-label={t('why.column.read')}>
              {index === 0 ? null : <RichText text={words[index - 1]!} />}
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
