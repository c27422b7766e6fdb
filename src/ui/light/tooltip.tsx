/** Tooltips of the embedded figure: the browser's own. */
import { cloneElement, Fragment } from 'react';
import type { HTMLAttributes, ReactElement, ReactNode } from 'react';
import type { TooltipProps } from '../tooltip.tsx';

export function Tooltip({ text, keys, children }: TooltipProps): ReactElement {
  const title = keys === undefined ? text : `${text} (${keys})`;
  return cloneElement(children as ReactElement<HTMLAttributes<HTMLElement>>, { title });
}

export function TooltipProvider({ children }: { readonly children: ReactNode }): ReactElement {
  return <Fragment>{children}</Fragment>;
}
