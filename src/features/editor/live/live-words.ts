/** What a comparison comes to, in a word. */
import type { ComparedDocument } from '../../../model/compare-manifests.ts';
import { t } from '../messages.en.ts';

/** For the foot: the whole file. Empty when there is nothing to say. */
export function wordsOfFile(documents: readonly ComparedDocument[]): string {
  const absent = documents.filter(({ state }) => state === 'absent').length;
  const differences = documents.flatMap((document) => document.differences);
  if (documents.every(({ state }) => state === 'refused')) return '';
  if (differences.length > 0) return wordsOfDifferences(differences);
  if (absent === documents.length) return t('editor.liveAbsent');
  if (absent > 0) return t('editor.liveSomeAbsent', { n: absent, all: documents.length });
  return t('editor.liveSame');
}

/** For the list of documents: this one. */
export function wordsOfDocument({ state, differences }: ComparedDocument): string {
  if (state === 'absent') return t('editor.liveAbsent');
  if (state === 'refused') return t('editor.liveRefused');
  return differences.length === 0 ? t('editor.liveSame') : t('editor.liveFields', { n: differences.length });
}

function wordsOfDifferences(differences: ComparedDocument['differences']): string {
  const [only, ...more] = differences;
  if (only === undefined || more.length > 0) return t('editor.liveFields', { n: differences.length });
  const { field, live } = only;
  if (live === undefined) return t('editor.liveWithout', { field });
  if (typeof live === 'object') return t('editor.liveOther', { field });
  const value = String(live as string | number | boolean);
  return t('editor.liveField', { field, value: value.length > 28 ? `${value.slice(0, 27)}…` : value });
}
