/** What came of applying each file: its problems, or a word of success. Edits do away with what they touch. */
import { create } from 'zustand';
import { addAction } from '../../model/actions-store.ts';
import type { ApplyResult, ApplyWatch } from '../../model/apply-manifests.ts';
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
  /** True when somebody stopped it on the way. */
  readonly cancelled: boolean;
}

interface OutcomeStore {
  /** By file name; a file that was never applied has none. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly busy: boolean;
  /** How far a long list is; undefined when it is not worth telling. */
  readonly progress: { readonly done: number; readonly all: number; readonly cancel: () => void } | undefined;
}

export const useOutcomes = create<OutcomeStore>(() => ({ outcomes: {}, busy: false, progress: undefined }));

// What came of a file goes with it to another name, and is forgotten with it.
useFiles.subscribe(({ files }, { files: before }) => {
  if (files === before) return;
  const { outcomes } = useOutcomes.getState();
  const isRenamed = files.length === before.length;
  const next: Record<string, Outcome> = {};
  for (const [at, { name, text }] of files.entries()) {
    const old = before[at];
    const isNew = !before.some((file) => file.name === name);
    const from = isRenamed && isNew && old?.text === text ? old.name : name;
    if (outcomes[from] !== undefined && (from === name ? !isNew : true)) next[name] = outcomes[from];
  }
  if (Object.keys(next).join('/') !== Object.keys(outcomes).join('/'))
    useOutcomes.setState({ outcomes: next });
});

export const noProblems: readonly Problem[] = [];

/** Applies a file as it now stands; whatever happens, its outcome is in the store afterwards. */
export async function applyFile(name: string, onlyAtLine?: number): Promise<void> {
  const file = useFiles.getState().files.find((candidate) => candidate.name === name);
  if (file === undefined || useOutcomes.getState().busy) return;
  useOutcomes.setState({ busy: true });
  const outcome = await outcomeOf(file.text, onlyAtLine);
  // One document alone is no line of kubectl with a file's name.
  if (onlyAtLine === undefined) {
    addAction(`kubectl apply -f ${name}`);
    if (outcome.problems.length === 0 && !outcome.cancelled) useFiles.getState().markApplied(name);
  }
  useOutcomes.setState(({ outcomes }) => ({
    outcomes: { ...outcomes, [name]: outcome },
    busy: false,
    progress: undefined,
  }));
}

/** Each file by itself, in the order of the tabs: what is refused of one does not keep the others. */
export async function applyAllFiles(): Promise<void> {
  const { awaited, files } = useFiles.getState();
  for (const { name } of files) {
    if (name === awaited?.name) continue;
    await applyFile(name);
    if (useOutcomes.getState().outcomes[name]?.cancelled === true) return;
  }
}

/** A shorter list is done before its progress could be read. */
const longList = 10;

function watchOf(count: number): ApplyWatch {
  if (count < longList) return {};
  const stop = new AbortController();
  const onStep = (done: number, all: number): void =>
    useOutcomes.setState({
      progress: { done: Math.floor(done / 2), all: all / 2, cancel: () => stop.abort() },
    });
  return { onStep, signal: stop.signal };
}

async function outcomeOf(text: string, onlyAtLine: number | undefined): Promise<Outcome> {
  let result: ApplyResult;
  let watch: ApplyWatch;
  let documents: readonly ManifestDocument[];
  try {
    // The parser comes with the first file that is applied.
    const { parseManifests } = await import('../../model/manifests.ts');
    const parsed = parseManifests(text);
    if (parsed.error !== undefined) return failed([problemOfText(parsed.error)]);
    documents = onlyAtLine === undefined ? parsed.documents : documentAt(parsed.documents, onlyAtLine);
    watch = watchOf(documents.length);
    result = await session.apply(
      documents.map((document) => document.object),
      undefined,
      watch,
    );
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return failed([{ line: 1, source: 'server', field: '', message }]);
  }
  const changed = result.applied.filter((object) => object.result !== 'unchanged');
  return {
    problems: problemsOfRefusal(result.refused, documents),
    applied: result.refused.length === 0 ? result.applied.length : changed.length,
    unchanged: changed.length === 0,
    cancelled: watch.signal?.aborted === true,
  };
}

/** The document that a line belongs to; a comment may stand above the first one. */
function documentAt(documents: readonly ManifestDocument[], line: number): readonly ManifestDocument[] {
  const found = documents.findLast((document) => document.line <= line) ?? documents[0];
  return found === undefined ? [] : [found];
}

function failed(problems: readonly Problem[]): Outcome {
  return { problems, applied: 0, unchanged: false, cancelled: false };
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
