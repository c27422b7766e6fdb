import type { ReactElement } from 'react';
import { useFiles } from '../../model/files-store.ts';
import { useLiveCompare } from '../../model/live-compare-store.ts';
import { t } from './messages.en.ts';
import { noProblems, useOutcomes } from './problems-store.ts';

/** All that stands in the way, when it is more than one thing: each leads to its line. */
export function ProblemList({ name }: { readonly name: string }): ReactElement | null {
  const problems = useOutcomes((state) => state.outcomes[name]?.problems ?? noProblems);
  if (problems.length < 2) return null;
  const go = (line: number): void => {
    useLiveCompare.setState({ isOpen: false });
    useFiles.setState({ shown: { name, line } });
  };
  return (
    <ul className="editor-problems" aria-label={t('editor.problems')}>
      {problems.map(({ line, field, message }, key) => (
        <li key={key}>
          <button type="button" onClick={() => go(line)}>
            {t('editor.problemAt', { line, message: field === '' ? message : `${field}: ${message}` })}
          </button>
        </li>
      ))}
    </ul>
  );
}
