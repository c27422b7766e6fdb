/** Asks for what an action needs to know, and shows the kubectl line that it comes to. */
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { actionLine } from '../../model/object-actions.ts';
import type { ActionChoices } from '../../model/object-actions.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { runAndSay } from './action-entries.ts';
import type { AskedAction } from './action-entries.ts';
import { t } from './action-messages.en.ts';
import { copyText } from './copy-text.ts';
import type { InspectedObject } from './kind-of-key.ts';
import './action-dialog.css';

export interface ActionDialogProps {
  readonly action: AskedAction;
  readonly about: InspectedObject;
  readonly onClose: () => void;
}

const titles = {
  scale: 'action.scaleTitle',
  drain: 'action.drainTitle',
  delete: 'action.deleteTitle',
} as const;
const verbs = { scale: 'action.doScale', drain: 'action.doDrain', delete: 'action.doDelete' } as const;

export function ActionDialog({ action, about, onClose }: ActionDialogProps): ReactElement {
  const { spec } = about.object as { spec?: { replicas?: number } };
  const [choices, setChoices] = useState<ActionChoices>(
    action === 'scale' ? { replicas: spec?.replicas ?? 1 } : {},
  );
  const choose = (change: ActionChoices): void => setChoices({ ...choices, ...change });
  const line = actionLine(action, about.key, choices) ?? '';
  return (
    <Dialog
      title={t(titles[action], { name: about.name })}
      closeLabel={t('action.closeDialog')}
      width={440}
      onClose={onClose}
    >
      <form
        className="action-form"
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          runAndSay(line);
        }}
      >
        <Fields action={action} about={about} choices={choices} choose={choose} />
        <div className="action-line">
          <span className="sub">{t('action.line')}</span>
          <code className="mono">{line}</code>
          <IconButton
            icon="copy"
            label={t('action.copyLine')}
            onClick={() => void copyText(line, t('action.copied', { line }))}
          />
        </div>
        <div className="action-buttons">
          <Button look="line" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button look="primary" type="submit">
            {t(verbs[action])}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly action: AskedAction;
  readonly about: InspectedObject;
  readonly choices: ActionChoices;
  readonly choose: (change: ActionChoices) => void;
}

function Fields({ action, about, choices, choose }: FieldsProps): ReactNode {
  if (action === 'scale')
    return (
      <NumberField
        label={t('action.replicas')}
        value={choices.replicas}
        most={500}
        onChange={(n) => choose({ replicas: n ?? 0 })}
      />
    );
  if (action === 'drain')
    return (
      <>
        <Check
          label={t('action.emptyDirs')}
          isOn={choices.deleteEmptyDirs === true}
          onChange={(deleteEmptyDirs) => choose({ deleteEmptyDirs })}
        />
        <Check
          label={t('action.drainForce')}
          isOn={choices.force === true}
          onChange={(force) => choose({ force })}
        />
      </>
    );
  return <DeleteFields about={about} choices={choices} choose={choose} />;
}

function DeleteFields({ about, choices, choose }: Omit<FieldsProps, 'action'>): ReactElement {
  const isPod = about.resource === 'pods';
  return (
    <>
      {isPod ? (
        <NumberField
          label={t('action.grace')}
          value={choices.gracePeriod}
          most={3600}
          placeholder={t('action.graceOwn')}
          onChange={(seconds) => setGrace(choose, seconds)}
        />
      ) : (
        <label className="action-field">
          <span>{t('action.cascade')}</span>
          <select
            value={choices.cascade ?? 'background'}
            onChange={(event) => choose({ cascade: event.currentTarget.value as 'orphan' })}
          >
            {(['background', 'foreground', 'orphan'] as const).map((cascade) => (
              <option key={cascade} value={cascade}>
                {t(`action.cascade.${cascade}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {isPod ? (
        <Check
          label={t('action.force')}
          isOn={choices.force === true}
          onChange={(force) => choose({ force })}
        />
      ) : null}
    </>
  );
}

function setGrace(choose: FieldsProps['choose'], seconds: number | undefined): void {
  choose({ gracePeriod: seconds } as ActionChoices);
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly most: number;
  readonly placeholder?: string;
  readonly onChange: (value: number | undefined) => void;
}

function NumberField({ label, value, most, placeholder, onChange }: NumberFieldProps): ReactElement {
  return (
    <label className="action-field">
      <span>{label}</span>
      <input
        type="number"
        className="numeric"
        min={0}
        max={most}
        step={1}
        required={placeholder === undefined}
        placeholder={placeholder}
        value={value ?? ''}
        onChange={({ currentTarget: { valueAsNumber } }) =>
          onChange(Number.isNaN(valueAsNumber) ? undefined : Math.max(0, Math.trunc(valueAsNumber)))
        }
      />
    </label>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Check({ label, isOn, onChange }: CheckProps): ReactElement {
  return (
    <label className="action-check">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
