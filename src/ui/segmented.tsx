import type { KeyboardEvent, ReactElement } from 'react';
import { arrowAlongLine } from './direction.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

export interface SegmentedProps<Value extends string> {
  /** What is being chosen, for screen readers. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly icon?: IconName }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few: one tab stop, arrows move between them and round the ends, Enter or Space chooses. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
}: SegmentedProps<Value>): ReactElement {
  const stop = options.some((option) => option.value === value) ? value : options[0]?.value;
  return (
    <div className="segmented" role="radiogroup" aria-label={label} onKeyDown={moveFocus}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === stop ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.icon === undefined ? null : <Icon name={option.icon} />}
          <span>{option.text}</span>
        </button>
      ))}
    </div>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[arrowAlongLine(event.key, event.currentTarget)];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const from = buttons.indexOf(event.target as HTMLButtonElement);
  buttons.at((from + step) % buttons.length)?.focus();
}
