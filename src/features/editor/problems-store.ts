/** What came of applying each file: its problems, or a word of success. Edits do away with what they touch. */
import { create } from 'zustand';
import { addAction } from '../../model/actions-store.ts';
import type { ApplyResult } from '../../model/apply-manifests.ts';
import { useFiles } from '../../model/files-store.ts';
import type { ManifestDocument } from '../../model/manifests.ts';
import { session } from '../../model/session.ts';
import { problemOfText, problemsOfRefusal } from './problem.ts';
import type { Problem } from './problem.ts';

export interface Outcome {
  readonly problems: readonly Problem[];
  /** How many objects the last try stored. */
  readonly applied: number;
  /** True when everything was already as written. */
  readonly unchanged: boolean;
}

interface OutcomeStore {
  /** By file name; a file that was never applied has none. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly busy: boolean;
}

export const useOutcomes = create<OutcomeStore>(() => ({ outcomes: {}, busy: false }));

export const noProblems: readonly Problem[] = [];

/** Applies a file as it now stands; whatever happens, its outcome is in the store afterwards. */
export async function applyFile(name: string): Promise<void> {
  const file = useFiles.getState().files.find((candidate) => candidate.name === name);
  if (file === undefined || useOutcomes.getState().busy) return;
  useOutcomes.setState({ busy: true });
  const outcome = await outcomeOf(file.text);
  addAction(`kubectl apply -f ${name}`);
  if (outcome.problems.length === 0) useFiles.getState().markApplied(name);
  useOutcomes.setState(({ outcomes }) => ({ outcomes: { ...outcomes, [name]: outcome }, busy: false }));
}

async function outcomeOf(text: string): Promise<Outcome> {
  let result: ApplyResult;
  let documents: readonly ManifestDocument[];
  try {
    // The parser comes with the first file that is applied.
    const { parseManifests } = await import('../../model/manifests.ts');
    const parsed = parseManifests(text);
    if (parsed.error !== undefined) return failed([problemOfText(parsed.error)]);
    documents = parsed.documents;
    result = await session.apply(documents.map((document) => document.object));
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return failed([{ line: 1, source: 'server', field: '', message }]);
  }
  const changed = result.applied.filter((object) => object.result !== 'unchanged');
  return {
    problems: problemsOfRefusal(result.refused, documents),
    applied: result.refused.length === 0 ? result.applied.length : changed.length,
    unchanged: changed.length === 0,
  };
}

function failed(problems: readonly Problem[]): Outcome {
  return { problems, applied: 0, unchanged: false };
}

/** An edit of the lines from `first` to `last` (as they were before it) that put `added` lines more in their place. */
export function forgetEdited(name: string, first: number, last: number, added: number): void {
  const outcome = useOutcomes.getState().outcomes[name];
  if (outcome === undefined) return;
  const problems = outcome.problems
    .filter((problem) => problem.line < first || problem.line > last)
    .map((problem) => (problem.line > last ? { ...problem, line: problem.line + added } : problem));
  useOutcomes.setState(({ outcomes }) => {
    const { [name]: _old, ...rest } = outcomes;
    return { outcomes: problems.length === 0 ? rest : { ...rest, [name]: { ...outcome, problems } } };
  });
}
