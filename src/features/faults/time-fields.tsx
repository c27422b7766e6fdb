import type { ReactElement } from 'react';
import { Segmented } from '../../ui/segmented.tsx';
import { kindOfFault } from './fault-kinds.ts';
import { TextField } from './fields.tsx';
import { t } from './messages.en.ts';
import type { PartProps } from './target-fields.tsx';

const starts = ['now', 'in', 'at'] as const;

/** When it begins and how long it lasts, on the simulated clock. */
export function TimeFields(props: PartProps): ReactElement {
  return (
    <fieldset className="fault-part fault-times">
      <legend>{t('faults.when')}</legend>
      <Start {...props} />
      <Duration {...props} />
    </fieldset>
  );
}

function Start({ draft, problems, change }: PartProps): ReactElement {
  const problem = problems['spec.startTime'];
  return (
    <div className="fault-time">
      <span className="fault-time-name">{t('faults.start')}</span>
      <Segmented
        label={t('faults.start')}
        value={draft.start}
        options={starts.map((value) => ({ value, text: t(`faults.start.${value}`) }))}
        onChange={(start) => change({ start })}
      />
      {draft.start === 'in' ? (
        <TextField
          label={t('faults.inSeconds')}
          value={draft.inSeconds}
          isNumber
          min={0}
          unit={t('faults.unit.seconds')}
          problem={problem}
          onChange={(inSeconds) => change({ inSeconds })}
        />
      ) : null}
      {draft.start === 'at' ? (
        <TextField
          label={t('faults.atClock')}
          value={draft.atClock}
          problem={problem}
          onChange={(atClock) => change({ atClock })}
        />
      ) : null}
    </div>
  );
}

function Duration({ draft, problems, change }: PartProps): ReactElement {
  const { isStroke = false } = kindOfFault(draft.type);
  return (
    <div className="fault-time">
      <span className="fault-time-name">{t('faults.duration')}</span>
      <Segmented
        label={t('faults.duration')}
        value={draft.isTimed ? 'timed' : 'open'}
        options={[
          { value: 'open', text: t(isStroke ? 'faults.once' : 'faults.forever') },
          { value: 'timed', text: t('faults.for') },
        ]}
        onChange={(value) => change({ isTimed: value === 'timed' })}
      />
      {draft.isTimed ? (
        <TextField
          label={t('faults.durationSeconds')}
          value={draft.durationSeconds}
          isNumber
          unit={t('faults.unit.seconds')}
          problem={problems['spec.durationSeconds']}
          onChange={(durationSeconds) => change({ durationSeconds })}
        />
      ) : null}
    </div>
  );
}
