/** Where records lie: IndexedDB, else a little in localStorage, else nowhere. */

export interface RecordStorage {
  read(tab: string): Promise<unknown>;
  write(tab: string, record: unknown): Promise<void>;
  remove(tab: string): Promise<void>;
  /** Tabs with a record, the newest first. */
  list(): Promise<readonly string[]>;
}

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
  });
}

function databaseStorage(database: IDBDatabase): RecordStorage {
  const ask = <Value>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<Value>,
  ): Promise<Value> =>
    new Promise((resolve, reject) => {
      const request = act(database.transaction(storeName, mode).objectStore(storeName));
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('the database failed')));
    });
  const storage: RecordStorage = {
    read: (tab) => ask<unknown>('readonly', (store) => store.get(tab)),
    write: async (tab, record) => {
      await ask('readwrite', (store) => store.put(record, tab));
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
    write: (tab, record) => {
      const text = JSON.stringify(record);
      if (text.length > maxLocalCharacters) return Promise.reject(new Error('the session is too large'));
      // Of the small room, one record.
      for (const key of Object.keys(localStorage))
        if (key.startsWith(prefix) && key !== prefix + tab) localStorage.removeItem(key);
      localStorage.setItem(prefix + tab, text);
      return Promise.resolve();
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

function savedAtOf(record: unknown): number {
  const { savedAt } = (record ?? {}) as { readonly savedAt?: unknown };
  return typeof savedAt === 'number' ? savedAt : 0;
}
