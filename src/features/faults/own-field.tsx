import type { ReactElement } from 'react';
import { ownText } from './fault-draft.ts';
import { kindOfFault } from './fault-kinds.ts';
import { SelectField, TextField } from './fields.tsx';
import { t } from './messages.en.ts';
import type { PartProps } from './target-fields.tsx';

/** How bad it is: the field that belongs to this type alone, if it has one. */
export function OwnField({ draft, problems, change }: PartProps): ReactElement | null {
  const { type, field } = kindOfFault(draft.type);
  if (field === undefined) return null;
  const common = {
    label: t(`faults.${field}`),
    value: ownText(draft),
    problem: problems[`spec.${field}`],
    onChange: (text: string) => change({ own: { ...draft.own, [type]: text } }),
  };
  switch (field) {
    case 'probe':
      return (
        <SelectField
          {...common}
          choices={[
            { value: '', text: t('faults.allProbes') },
            ...['liveness', 'readiness', 'startup'].map((kind) => ({ value: kind, text: kind })),
          ]}
        />
      );
    case 'exitCode':
      return <TextField {...common} isNumber />;
    case 'seconds':
      return <TextField {...common} isNumber unit={t('faults.unit.seconds')} />;
    case 'available':
      return <TextField {...common} hint={t('faults.availableHint')} />;
    case 'rate':
      return <TextField {...common} />;
  }
}
