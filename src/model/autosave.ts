/**
 * Keeps the session as it goes, and finds it again. One record a tab, written after each command, when the page is
 * hidden and every 20 s while something changes; of several branches the one that is shown.
 */
import { useAutosave } from './autosave-store.ts';
import { checkRecord, maxRecordCharacters } from './autosave-record.ts';
import type { SessionRecord } from './autosave-record.ts';
import { openStorage } from './autosave-storage.ts';
import type { RecordStorage } from './autosave-storage.ts';
import { ownTab } from './autosave-tab.ts';
import { useFiles } from './files-store.ts';
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
  await session.load(record.run, record.playing);
  useFiles.setState({ files: record.files, open: record.open });
  useSelection.getState().select(record.selected);
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
    timer ??= setTimeout(saveNow, soonMs);
  };
  useTimeline.subscribe((now, before) => {
    if (now.commands.length !== before.commands.length) saveSoon();
  });
  useFiles.subscribe(saveSoon);
  useSelection.subscribe((now, before) => {
    if (now.selected !== before.selected) saveSoon();
  });
  useTime.subscribe((now, before) => {
    if (now.playing !== before.playing || (!now.playing && now.viewMs !== before.viewMs)) saveSoon();
  });
  document.addEventListener('visibilitychange', () => (document.hidden ? saveNow() : undefined));
  globalThis.addEventListener('pagehide', saveNow);
  setInterval(saveNow, everyMs);
  void save();
}

/** The same text as long as nothing has changed that is worth a write. */
function whatChanges(): string {
  const { viewMs, branch, playing } = useTime.getState();
  const { files, open: openFile } = useFiles.getState();
  const written = files.map(({ name, text }) => `${name}\n${text}`).join('\n');
  const { length } = useTimeline.getState().commands;
  return [viewMs, branch, playing, length, openFile, useSelection.getState().selected, written].join('\n');
}

async function save(): Promise<void> {
  if (!useSettings.getState().autosave || useTime.getState().connection.kind !== 'alive') return;
  try {
    const { storage, tab } = await open();
    if (storage === undefined) return;
    const record = await currentRecord(tab);
    const isTooLarge = JSON.stringify(record).length > maxRecordCharacters;
    useAutosave.setState({ state: isTooLarge ? 'tooLarge' : 'usable' });
    if (!isTooLarge) await storage.write(tab, record);
  } catch {
    // Full or forbidden by now: the session goes on, and is not kept.
    useAutosave.setState({ state: 'nowhere' });
  }
}

async function currentRecord(tab: string): Promise<SessionRecord> {
  const { files, open: openFile, awaited } = useFiles.getState();
  return {
    version: 1,
    tab,
    savedAt: Date.now(),
    run: await session.exportRun(),
    playing: useTime.getState().playing,
    files: files.filter(({ name }) => name !== awaited?.name),
    open: openFile,
    selected: useSelection.getState().selected,
  };
}
