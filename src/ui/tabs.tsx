import { useId } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { arrowAlongLine } from './direction.ts';

export interface Tab {
  readonly value: string;
  readonly title: ReactNode;
  readonly content?: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly value: string;
  readonly tabs: readonly Tab[];
  readonly onChange: (value: string) => void;
  readonly className?: string;
  /** Stands at the right end of the row of tabs. */
  readonly aside?: ReactNode;
}

/** One tab stop; arrows, Home and End open what they come to. Only the open tab's content is mounted. */
export function Tabs({ label, value, tabs, onChange, className, aside }: TabsProps): ReactElement {
  const id = useId();
  const open = tabs.find((tab) => tab.value === value);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const next =
      tabs[
        nextIndex(
          arrowAlongLine(event.key, event.currentTarget),
          tabs.indexOf(open ?? tabs[0]!),
          tabs.length,
        ) ?? -1
      ];
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.value);
    document.getElementById(`${id}${next.value}`)?.focus();
  };
  return (
    <div className={`tabs ${className ?? ''}`}>
      <div className="tabs-row">
        <div className="tabs-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.value}
              id={`${id}${tab.value}`}
              type="button"
              role="tab"
              className="tab"
              aria-selected={tab === open}
              {...(tab === open && tab.content !== undefined ? { 'aria-controls': `${id}-content` } : {})}
              tabIndex={tab === open ? 0 : -1}
              onClick={() => onChange(tab.value)}
            >
              {tab.title}
            </button>
          ))}
        </div>
        {aside}
      </div>
      {open?.content === undefined ? null : (
        <div
          key={open.value}
          id={`${id}-content`}
          className="tab-content"
          role="tabpanel"
          tabIndex={0}
          aria-labelledby={`${id}${open.value}`}
        >
          {open.content}
        </div>
      )}
    </div>
  );
}

function nextIndex(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (from + 1) % count;
    case 'ArrowLeft':
      return (from + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
