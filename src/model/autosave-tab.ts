/** Which tab this is, across reloads. A tab that was copied with its memory gets a name of its own. */

const tabKey = 'podarium.tab';
const triesKey = 'podarium.restoring';

/** Whether this tab has kept a session before: only then is storage looked into at all. */
export function hasKeptSession(): boolean {
  return read(tabKey) !== null;
}

/** The name of this tab, made when it has none; another one while a living tab holds it. */
export async function ownTab(): Promise<{ readonly tab: string; readonly isCopy: boolean }> {
  const kept = read(tabKey);
  if (kept !== null && (await hold(kept))) return { tab: kept, isCopy: false };
  const tab = crypto.getRandomValues(new Uint32Array(2)).join('-');
  await hold(tab);
  write(tabKey, tab);
  return { tab, isCopy: kept !== null };
}

/** Holds a name as long as the tab lives; true as well where the browser has no locks. */
async function hold(tab: string): Promise<boolean> {
  const locks = globalThis.navigator.locks as LockManager | undefined;
  if (locks === undefined) return true;
  return new Promise((resolve) => {
    void locks
      .request(`podarium-${tab}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<void>(() => {});
      })
      .catch(() => resolve(true));
  });
}

/** Counts a try to restore; how many there were without an end. */
export function beginRestore(): number {
  const tries = Number(read(triesKey) ?? '0') + 1;
  write(triesKey, String(tries));
  return tries;
}

/** The page lives with what was restored. */
export function endRestore(): void {
  write(triesKey, '0');
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // No storage here: then nothing is kept either.
  }
}
