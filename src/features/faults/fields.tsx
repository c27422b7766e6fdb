/** The controls of the form: a label, a control, and below it a hint or what is wrong. */
import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

function Field({
  label,
  hint,
  problem,
  children,
}: FieldProps & { readonly children: (wiring: Wiring) => ReactNode }): ReactElement {
  const id = useId();
  const says = problem ?? hint;
  return (
    <div className="fault-field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(says === undefined ? {} : { 'aria-describedby': `${id}-says` }),
        ...(problem === undefined ? {} : { 'aria-invalid': true as const }),
      })}
      {says === undefined ? null : (
        <p id={`${id}-says`} className={problem === undefined ? 'sub' : 'fault-problem'}>
          {says}
        </p>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isNumber?: boolean;
  readonly min?: number;
  readonly unit?: string;
  /** What may be meant, to choose from. */
  readonly suggestions?: readonly string[];
}

export function TextField(props: TextFieldProps): ReactElement {
  const { value, onChange, isNumber = false, min, unit, suggestions } = props;
  const listId = useId();
  return (
    <Field {...props}>
      {(wiring) => (
        <span className="fault-control">
          <input
            {...wiring}
            className={isNumber ? 'fault-number' : 'mono'}
            type={isNumber ? 'number' : 'text'}
            inputMode={isNumber ? 'numeric' : 'text'}
            value={value}
            {...(min === undefined ? {} : { min })}
            {...(suggestions === undefined ? {} : { list: listId })}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          {unit === undefined ? null : <span className="sub">{unit}</span>}
          {suggestions === undefined ? null : (
            <datalist id={listId}>
              {suggestions.map((text) => (
                <option key={text} value={text} />
              ))}
            </datalist>
          )}
        </span>
      )}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly text: string;
  /** Choices of one group stand below its name. */
  readonly group?: string;
}

export interface SelectFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly Choice[];
}

export function SelectField(props: SelectFieldProps): ReactElement {
  const { value, onChange, choices } = props;
  const groups = [...new Set(choices.map(({ group }) => group))];
  return (
    <Field {...props}>
      {(wiring) => (
        <select {...wiring} value={value} onChange={(event) => onChange(event.target.value)}>
          {groups.map((group) => {
            const options = choices.filter((choice) => choice.group === group).map(optionOf);
            return group === undefined ? (
              options
            ) : (
              <optgroup key={group} label={group}>
                {options}
              </optgroup>
            );
          })}
        </select>
      )}
    </Field>
  );
}

function optionOf({ value, text }: Choice): ReactElement {
  return (
    <option key={value} value={value}>
      {text}
    </option>
  );
}
