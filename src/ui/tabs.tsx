import { Tabs as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

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

/** Only the open tab's content is mounted. */
export function Tabs({ label, value, tabs, onChange, className, aside }: TabsProps): ReactElement {
  return (
    <Radix.Root className={`tabs ${className ?? ''}`} value={value} onValueChange={onChange}>
      <div className="tabs-row">
        <Radix.List aria-label={label} className="tabs-list">
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.value} value={tab.value} className="tab">
              {tab.title}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside}
      </div>
      {tabs.map((tab) =>
        tab.content === undefined ? null : (
          <Radix.Content key={tab.value} value={tab.value} className="tab-content">
            {tab.content}
          </Radix.Content>
        ),
      )}
    </Radix.Root>
  );
}
