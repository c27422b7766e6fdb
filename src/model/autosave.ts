/**
 * Keeps the session as it goes, and finds it again. One record a tab, written after each command, when the page is
 * hidden and every 20 s while something changes.
 */
import { Cancelled } from '../bridge/cluster-client.ts';
import { useAutosave } from './autosave-store.ts';
import { checkRecord, maxRecordCharacters } from './autosave-record.ts';
import type { SessionRecord } from './autosave-record.ts';
import { openStorage, RecordTooLargeError, StorageFullError } from './autosave-storage.ts';
import type { RecordStorage } from './autosave-storage.ts';
import { ownTab } from './autosave-tab.ts';
import { useBookmarks } from './bookmarks-store.ts';
import { useCanvasView } from './canvas-view-store.ts';
import { useFiles } from './files-store.ts';
import { whenStill } from './scrub-store.ts';
import { useSelection } from './selection-store.ts';
import { session } from './session.ts';
import { useSettings } from './settings-store.ts';
import { useTime } from './time-store.ts';
import { useTimeline } from './timeline-store.ts';

const everyMs = 20_000;
const soonMs = 300;

let opened: Promise<{ readonly storage: RecordStorage | undefined; readonly tab: string }> | undefined;

function open(): Promise<{ readonly storage: RecordStorage | undefined; readonly tab: string }> {
  opened ??= (async () => {
    const [storage, { tab }] = await Promise.all([openStorage(), ownTab()]);
    if (storage === undefined) useAutosave.setState({ state: 'nowhere' });
    return { storage, tab };
  })();
  return opened;
}

/** What this tab kept, as it lies there; undefined when there is nothing. */
export async function readKept(): Promise<unknown> {
  const { storage, tab } = await open();
  return storage?.read(tab);
}

/** The cluster, files and selection of a record. @throws Error when it is damaged */
export async function restore(kept: unknown): Promise<void> {
  const record = checkRecord(kept);
  await restoreCluster(record);
  useBookmarks.getState().replace(record.bookmarks);
  useCanvasView.setState({ view: record.view, namespaces: record.namespaces });
  useFiles.setState({ files: record.files, open: record.open });
  useSelection.getState().select(record.selected);
  restored = record.more;
  for (const kept of others) putBack(kept);
}

/** Without its other branches a session is better than none. */
async function restoreCluster({ run, branches, playing }: SessionRecord): Promise<void> {
  if (branches !== undefined) {
    try {
      return await session.loadBranches(branches, playing);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      console.warn('the branches could not be restored', error);
    }
  }
  await session.load(run, playing);
}

/** Something of the page that is kept with the session. */
export interface Kept {
  readonly name: string;
  /** Cloneable JSON. */
  get(): unknown;
  /** Takes what was kept; it may be anybody's. */
  put(kept: unknown): void;
}

const others: Kept[] = [];
let restored: Readonly<Record<string, unknown>> = {};

/** Has something kept with the session from now on; what a restored session had of it is put back. */
export function keepWithSession(kept: Kept): void {
  others.push(kept);
  putBack(kept);
}

function putBack({ name, put }: Kept): void {
  if (name in restored) put(restored[name]);
}

let last: SessionRecord | undefined;

/**
 * The session as it was last known, at the moment that is shown now: for when its cluster can't be asked any more.
 * Undefined before anything was known.
 */
export function lastKnown(): SessionRecord | undefined {
  if (last === undefined) return undefined;
  const { viewMs, branch } = useTime.getState();
  const { branches } = last;
  const isSame = branches === undefined || branches.shown === branch;
  const kept = branches === undefined || !isSame ? {} : { branches: { ...branches, viewMs } };
  return { ...last, ...kept, run: isSame ? { ...last.run, viewMs } : last.run };
}

/** Puts a record aside under a name of its own, so that this tab's next one does not replace it. */
export async function putAside(kept: unknown): Promise<void> {
  const { storage, tab } = await open();
  await storage?.write(`${tab}-kept`, kept);
  await storage?.remove(tab);
}

/** From now on the session is kept. */
export function startAutosave(): void {
  let seen = whatChanges();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const saveNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const now = whatChanges();
    if (now === seen) return;
    seen = now;
    void save();
  };
  const saveSoon = (): void => {
    timer ??= setTimeout(() => void whenStill().then(saveNow), soonMs);
  };
  useTimeline.subscribe((now, before) => {
    if (now.commands.length !== before.commands.length) saveSoon();
  });
  useFiles.subscribe(saveSoon);
  useBookmarks.subscribe(saveSoon);
  useCanvasView.subscribe(saveSoon);
  useSelection.subscribe((now, before) => {
    if (now.selected !== before.selected) saveSoon();
  });
  useTime.subscribe((now, before) => {
    if (now.playing !== before.playing || (!now.playing && now.viewMs !== before.viewMs)) saveSoon();
  });
  document.addEventListener('visibilitychange', () => (document.hidden ? saveNow() : undefined));
  globalThis.addEventListener('pagehide', saveNow);
  setInterval(saveSoon, everyMs);
  void save();
}

/** The same text as long as nothing has changed that is worth a write. */
function whatChanges(): string {
  const { viewMs, branch, branches, playing } = useTime.getState();
  const { files, open: openFile } = useFiles.getState();
  const written = files.map(({ name, text }) => `${name}\n${text}`).join('\n');
  const { length } = useTimeline.getState().commands;
  const { selected } = useSelection.getState();
  const { view, namespaces } = useCanvasView.getState();
  const marked = useBookmarks.getState().bookmarks.map(({ name, timeMs }) => `${timeMs} ${name}`);
  const known = branches.map(({ id, name, commands }) => `${id} ${name} ${commands}`);
  const looks = [view, ...namespaces, ...marked, ...known];
  return [viewMs, branch, playing, length, openFile, selected, written, ...looks].join('\n');
}

async function save(): Promise<void> {
  if (useTime.getState().connection.kind !== 'alive') return;
  try {
    const { storage, tab } = await open();
    const record = await currentRecord(tab);
    last = record;
    if (!useSettings.getState().autosave) return;
    const isTooLarge = JSON.stringify(record).length > maxRecordCharacters;
    if (storage === undefined) return;
    if (!isTooLarge) await storage.write(tab, record);
    useAutosave.setState({ state: isTooLarge ? 'tooLarge' : 'usable' });
  } catch (error) {
    // The session goes on, and is not kept.
    useAutosave.setState({ state: stateOf(error) });
  }
}

function stateOf(error: unknown): 'nowhere' | 'tooLarge' | 'full' {
  if (error instanceof RecordTooLargeError) return 'tooLarge';
  return error instanceof StorageFullError ? 'full' : 'nowhere';
}

async function currentRecord(tab: string): Promise<SessionRecord> {
  const { files, open: openFile, awaited } = useFiles.getState();
  return {
    version: 1,
    tab,
    savedAt: Date.now(),
    run: await session.exportRun(),
    ...(useTime.getState().branches.length > 1 ? { branches: await session.exportBranches() } : {}),
    playing: useTime.getState().playing,
    files: files.filter(({ name }) => name !== awaited?.name),
    open: openFile,
    selected: useSelection.getState().selected,
    bookmarks: useBookmarks.getState().bookmarks,
    view: useCanvasView.getState().view,
    namespaces: useCanvasView.getState().namespaces,
    more: Object.fromEntries(others.map(({ name, get }) => [name, get()])),
  };
}
