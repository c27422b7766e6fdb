import type { ReactElement } from 'react';
import { t } from './messages.en.ts';
import type { Problem } from './problem.ts';
import { shortPath } from './refusal.ts';

/** What the server said about a line, in its own words. */
export function RefusalNote({ problem }: { readonly problem: Problem }): ReactElement {
  return (
    <div className="refusal" role="alert">
      <b>{problem.source === 'server' ? t('editor.refused') : t('editor.unreadable')}</b>
      {problem.field === '' ? null : (
        <>
          <code>{shortPath(problem.field)}</code>:{' '}
        </>
      )}
      {problem.message}
    </div>
  );
}
