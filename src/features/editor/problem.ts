/** What stands in the way of applying a file, each at its place in the text. */
import type { ApplyResult } from '../../model/apply-manifests.ts';
import type { ManifestDocument, ManifestError } from '../../model/manifests.ts';
import { t } from './messages.en.ts';
import { refusalsOf } from './refusal.ts';

export interface Problem {
  readonly line: number;
  /** From 1; the end is the first column after it. Both absent: the whole line. */
  readonly columns?: { readonly start: number; readonly end: number };
  readonly source: 'server' | 'file';
  /** The field that the server named, or empty. */
  readonly field: string;
  readonly message: string;
}

export function problemOfText(error: ManifestError): Problem {
  return { line: error.line, source: 'file', field: '', message: plainWords(error) };
}

/** What a person can do about it; the parser's own words where there are no better ones. */
function plainWords({ code, message }: ManifestError): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return t('editor.syntaxTab');
    case 'DUPLICATE_KEY':
      return t('editor.syntaxTwice');
    case 'BAD_INDENT':
      return t('editor.syntaxIndent');
    case 'MISSING_CHAR':
      return t('editor.syntaxMissing', { message });
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return t('editor.syntaxKey');
    case 'BAD_SCALAR_START':
      return t('editor.syntaxStart');
    case 'UNEXPECTED_TOKEN':
      return t('editor.syntaxUnexpected', { message });
    default:
      return message;
  }
}

/** The server's refusals, each on the line of the field that it names. */
export function problemsOfRefusal(
  refused: ApplyResult['refused'],
  documents: readonly ManifestDocument[],
): Problem[] {
  return refused.flatMap(({ document, status }) => {
    const about = documents[document];
    return refusalsOf(status).map(({ field, message }): Problem => {
      if (about === undefined || field === '') {
        return { line: about?.line ?? 1, source: 'server', field, message };
      }
      const range = about.rangeOf(field);
      const columns = { start: range.startColumn, end: range.endColumn };
      return { line: range.line, columns, source: 'server', field, message };
    });
  });
}

/** Problems by line, in the order of the text. */
export function byLine(problems: readonly Problem[]): ReadonlyMap<number, readonly Problem[]> {
  const lines = new Map<number, Problem[]>();
  for (const problem of problems.toSorted((a, b) => a.line - b.line)) {
    const known = lines.get(problem.line);
    if (known === undefined) lines.set(problem.line, [problem]);
    else known.push(problem);
  }
  return lines;
}
