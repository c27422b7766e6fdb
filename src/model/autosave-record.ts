/** What is kept of a session, and whether what was found in storage is such a record. */
import type { KeptBranch, KeptBranches, Run } from '../bridge/protocol.ts';
import type { Bookmark } from './bookmarks-store.ts';
import type { CanvasView } from './canvas-view-store.ts';
import type { ManifestFile } from './files-store.ts';

export interface SessionRecord {
  readonly version: 1;
  /** The tab that wrote it: two tabs do not overwrite each other. */
  readonly tab: string;
  /** Unix milliseconds. */
  readonly savedAt: number;
  /** The branch that was shown. */
  readonly run: Run;
  /** Where there are several. */
  readonly branches?: KeptBranches;
  readonly playing: boolean;
  readonly files: readonly ManifestFile[];
  readonly open: string;
  readonly selected: string | null;
  readonly bookmarks: readonly Bookmark[];
  readonly view: CanvasView;
  readonly namespaces: readonly string[];
  /** What other parts of the page wish to have kept, by name; they check it themselves. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** Larger sessions are not kept; a person may save the run as a file. */
export const maxRecordCharacters = 4_000_000;

/** @throws Error that says what is wrong with it */
export function checkRecord(value: unknown): SessionRecord {
  const record = (value ?? {}) as Partial<Record<keyof SessionRecord, unknown>>;
  if (record.version !== 1) throw new Error('the record is of another version');
  if (!isRun(record.run)) throw new Error('the run in the record is damaged');
  if (!Array.isArray(record.files) || !record.files.every(isFile))
    throw new Error('the files in the record are damaged');
  return {
    version: 1,
    tab: String(record.tab),
    savedAt: Number(record.savedAt),
    run: record.run,
    playing: record.playing === true,
    files: record.files,
    open: typeof record.open === 'string' ? record.open : '',
    selected: typeof record.selected === 'string' ? record.selected : null,
    ...(areBranches(record.branches) ? { branches: record.branches } : {}),
    bookmarks: Array.isArray(record.bookmarks) ? record.bookmarks.filter(isBookmark) : [],
    view: views.find((view) => view === record.view) ?? 'machines',
    namespaces: Array.isArray(record.namespaces) ? record.namespaces.map(String) : [],
    more: typeof record.more === 'object' && record.more !== null ? { ...record.more } : {},
  };
}

const views: readonly CanvasView[] = ['machines', 'ownership', 'network'];

/** What of branches can't be read is left out: the run that was shown stands for itself. */
function areBranches(value: unknown): value is KeptBranches {
  const { seed, scenario, branches, shown, viewMs } = (value ?? {}) as Partial<Record<string, unknown>>;
  return (
    isRun({ seed, scenario, viewMs, commands: [] }) &&
    typeof shown === 'string' &&
    Array.isArray(branches) &&
    branches.every(isBranch)
  );
}

function isBranch(value: unknown): value is KeptBranch {
  const { id, name, headMs, shared, commands, acts } = (value ?? {}) as Partial<Record<string, unknown>>;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    Number.isFinite(headMs) &&
    Number.isInteger(shared) &&
    Array.isArray(acts) &&
    Array.isArray(commands) &&
    commands.every(isCommand)
  );
}

function isBookmark(value: unknown): value is Bookmark {
  const { id, name, branch, timeMs } = (value ?? {}) as Partial<Record<string, unknown>>;
  return [id, name, branch].every((text) => typeof text === 'string') && Number.isFinite(timeMs);
}

/** Whether the shape is right; what the requests say is the API server's to judge. */
export function isRun(value: unknown): value is Run {
  if (typeof value !== 'object' || value === null) return false;
  const { seed, scenario, commands, viewMs } = value as Partial<Record<keyof Run, unknown>>;
  return (
    typeof seed === 'string' &&
    typeof scenario === 'object' &&
    scenario !== null &&
    typeof viewMs === 'number' &&
    Number.isFinite(viewMs) &&
    Array.isArray(commands) &&
    commands.every(isCommand)
  );
}

function isCommand(value: unknown): boolean {
  const { timeMs, request } = (value ?? {}) as { readonly timeMs?: unknown; readonly request?: unknown };
  const { method, path } = (request ?? {}) as { readonly method?: unknown; readonly path?: unknown };
  return typeof timeMs === 'number' && typeof method === 'string' && typeof path === 'string';
}

function isFile(value: unknown): value is ManifestFile {
  const { name, text } = (value ?? {}) as { readonly name?: unknown; readonly text?: unknown };
  return typeof name === 'string' && typeof text === 'string';
}
