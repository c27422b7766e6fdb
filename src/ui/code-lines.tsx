import { memo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { highlightYaml } from './highlight-yaml.ts';
import './code-lines.css';

export interface CodeLine {
  readonly number: number;
  readonly text: string;
  /** Names of looks of the line, such as `changed`. */
  readonly look?: string;
  /** A word at the right end of the line, no part of the text. */
  readonly note?: string;
  /** Stands below the line. */
  readonly below?: ReactNode;
}

/** YAML to be read, with line numbers. Numbers are no text: copying gives the YAML alone. */
export function CodeLines({ lines }: { readonly lines: readonly CodeLine[] }): ReactElement {
  return (
    <div className="code-lines mono">
      {lines.map((line) => (
        <Line key={line.number} {...line} />
      ))}
    </div>
  );
}

const Line = memo(function Line({ number, text, look, note, below }: CodeLine): ReactElement {
  return (
    <>
      <div className={look === undefined ? 'code-line' : `code-line code-${look}`} data-line={number}>
        <span>
          {highlightYaml(text).map((token, at) => (
            <span key={at} className={`code-token-${token.kind}`}>
              {token.text}
            </span>
          ))}
          {'\n'}
        </span>
        {note === undefined ? null : <i>{note}</i>}
      </div>
      {below}
    </>
  );
});
