/** Rows with a bar each: how much of something is taken. */
import type { ReactElement } from 'react';

export interface BarRow {
  readonly name: string;
  readonly text: string;
  /** 0 to 1; more is drawn as full. */
  readonly share: number;
  readonly note?: string;
}

export function BarList({ rows }: { readonly rows: readonly BarRow[] }): ReactElement {
  return (
    <ul className="bar-list">
      {rows.map(({ name, text, share, note }) => (
        <li key={name} data-full={share >= 1 || undefined}>
          <b>{name}</b>
          <span className="sub numeric">{text}</span>
          <span className="bar-track" aria-hidden="true">
            <span style={{ inlineSize: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
          </span>
          {note === undefined ? null : <span className="sub numeric bar-note">{note}</span>}
        </li>
      ))}
    </ul>
  );
}
