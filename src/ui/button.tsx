import type { ButtonHTMLAttributes, ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` is the one thing to do here; `line` has an edge; `quiet` is text. Default quiet. */
  readonly look?: 'primary' | 'line' | 'quiet';
  readonly icon?: IconName;
  /** Keys that do the same, shown behind the words. */
  readonly keys?: string;
  readonly children?: ReactNode;
}

export function Button({
  look = 'quiet',
  icon,
  keys,
  children,
  className,
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button type="button" className={`button button-${look} ${className ?? ''}`} {...rest}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
      {keys === undefined ? null : <kbd>{keys}</kbd>}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly icon: IconName;
  /** What it does, for a screen reader and the tooltip. */
  readonly label: string;
  readonly keys?: string;
  readonly size?: number;
}

export function IconButton({ icon, label, keys, size, className, ...rest }: IconButtonProps): ReactElement {
  return (
    <Tooltip text={label} keys={keys}>
      <button type="button" className={`button button-icon ${className ?? ''}`} aria-label={label} {...rest}>
        <Icon name={icon} size={size} />
      </button>
    </Tooltip>
  );
}
