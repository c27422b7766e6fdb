/** Where records lie: IndexedDB, else a little in localStorage, else nowhere. */

export interface RecordStorage {
  read(tab: string): Promise<unknown>;
  write(tab: string, record: unknown): Promise<void>;
  remove(tab: string): Promise<void>;
  /** Tabs with a record, the newest first. */
  list(): Promise<readonly string[]>;
}

/** There is no room for the record, also after those of other tabs were given up. */
export class StorageFullError extends Error {}

/** The storage that there is takes small records only. */
export class RecordTooLargeError extends Error {}

/** Some browsers never answer: then there is no database. */
const patienceMs = 3000;
const storeName = 'sessions';
const prefix = 'podarium.session.';
const maxLocalCharacters = 500_000;
/** Records of tabs that were closed: the oldest go. */
const mostRecords = 5;

/** Undefined where the browser keeps nothing. */
export async function openStorage(): Promise<RecordStorage | undefined> {
  try {
    const database = await openDatabase();
    return databaseStorage(database);
  } catch {
    return localRecords();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('podarium', 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no database')));
    request.addEventListener('blocked', () => reject(new Error('the database is blocked')));
    setTimeout(() => reject(new Error('the database does not answer')), patienceMs);
  });
}

function databaseStorage(database: IDBDatabase): RecordStorage {
  const ask = <Value>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<Value>,
  ): Promise<Value> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = act(transaction.objectStore(storeName));
      // What was taken may still not fit: only the end of the transaction tells.
      transaction.addEventListener('complete', () => resolve(request.result));
      const fail = (): void => reject(transaction.error ?? request.error ?? new Error('the database failed'));
      transaction.addEventListener('abort', fail);
      transaction.addEventListener('error', fail);
    });
  const storage: RecordStorage = {
    read: (tab) => ask<unknown>('readonly', (store) => store.get(tab)),
    write: async (tab, record) => {
      await writeWithRoom(
        () => ask('readwrite', (store) => store.put(record, tab)),
        async () => {
          for (const other of await storage.list()) if (other !== tab) await storage.remove(other);
        },
      );
      for (const old of (await storage.list()).slice(mostRecords)) await storage.remove(old);
    },
    remove: (tab) => ask('readwrite', (store) => store.delete(tab)),
    list: async () => {
      const [keys, records] = [
        await ask('readonly', (store) => store.getAllKeys()),
        await ask<unknown[]>('readonly', (store) => store.getAll()),
      ];
      const ages = keys.map((key, at) => ({ tab: String(key), savedAt: savedAtOf(records[at]) }));
      return ages.toSorted((a, b) => b.savedAt - a.savedAt).map(({ tab }) => tab);
    },
  };
  return storage;
}

/** Where there is no room, makes some and tries once more. @throws StorageFullError when that was of no use */
async function writeWithRoom(write: () => unknown, makeRoom: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isFull(error)) throw error;
    await makeRoom();
    try {
      await write();
    } catch (again) {
      throw isFull(again) ? new StorageFullError('the storage is full', { cause: again }) : again;
    }
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

function localRecords(): RecordStorage | undefined {
  try {
    localStorage.setItem(`${prefix}probe`, '');
    localStorage.removeItem(`${prefix}probe`);
  } catch {
    return undefined;
  }
  const read = (tab: string): unknown => {
    const text = localStorage.getItem(prefix + tab);
    if (text === null) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  };
  return {
    read: (tab) => Promise.resolve(read(tab)),
    write: async (tab, record) => {
      const text = JSON.stringify(record);
      if (text.length > maxLocalCharacters) throw new RecordTooLargeError('the session is too large');
      // Of the small room, one record.
      removeOthers(tab);
      await writeWithRoom(
        () => localStorage.setItem(prefix + tab, text),
        () => Promise.resolve(localStorage.removeItem(prefix + tab)),
      );
    },
    remove: (tab) => Promise.resolve(localStorage.removeItem(prefix + tab)),
    list: () =>
      Promise.resolve(
        Object.keys(localStorage)
          .filter((key) => key.startsWith(prefix))
          .map((key) => key.slice(prefix.length)),
      ),
  };
}

function removeOthers(tab: string): void {
  const others = Object.keys(localStorage).filter((key) => key.startsWith(prefix) && key !== prefix + tab);
  for (const key of others) localStorage.removeItem(key);
}

function savedAtOf(record: unknown): number {
  const { savedAt } = (record ?? {}) as { readonly savedAt?: unknown };
  return typeof savedAt === 'number' ? savedAt : 0;
}
