/** Where there is no IndexedDB, or one that refuses: a little in localStorage, else nowhere. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStorage, RecordTooLargeError, StorageFullError } from './autosave-storage.ts';

/** A localStorage of so many characters; its keys are its own, as a browser's are. */
function roomFor(characters: number) {
  const kept: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    removeItem: (key: string) => void delete kept[key],
    setItem: (key: string, value: string) => {
      const used = Object.entries(kept).reduce(
        (sum, [other, text]) => sum + (other === key ? 0 : other.length + text.length),
        0,
      );
      if (used + key.length + value.length > characters)
        throw new DOMException('no room', 'QuotaExceededError');
      kept[key] = value;
    },
  };
  const storage = new Proxy(methods, {
    ownKeys: () => Object.keys(kept),
    getOwnPropertyDescriptor: (_target, key) =>
      key in kept ? { configurable: true, enumerable: true, value: kept[String(key)] } : undefined,
  });
  vi.stubGlobal('localStorage', storage);
  return kept;
}

const record = (text = '') => ({ version: 1, savedAt: 1, text });

beforeEach(() => {
  vi.stubGlobal('indexedDB', undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('keeps a record in localStorage where IndexedDB is missing', async () => {
  roomFor(10_000);
  const storage = await openStorage();
  await storage?.write('one', record('a'));
  expect(await storage?.read('one')).toEqual(record('a'));
  expect(await storage?.list()).toEqual(['one']);
  await storage?.remove('one');
  expect(await storage?.read('one')).toBeUndefined();
});

it.each([
  [
    'throws',
    () => {
      throw new DOMException('not here', 'SecurityError');
    },
  ],
  ['fails', () => failing()],
])('does so where it %s', async (_how, open) => {
  roomFor(10_000);
  vi.stubGlobal('indexedDB', { open });
  const storage = await openStorage();
  await storage?.write('one', record());
  expect(await storage?.read('one')).toEqual(record());
});

it('does so where it never answers', async () => {
  roomFor(10_000);
  vi.useFakeTimers();
  vi.stubGlobal('indexedDB', { open: () => new EventTarget() });
  const opening = openStorage();
  await vi.advanceTimersByTimeAsync(5000);
  await (await opening)?.write('one', record());
  expect(await (await opening)?.read('one')).toEqual(record());
});

it('gives up what other tabs kept for its own record', async () => {
  const kept = roomFor(300);
  const storage = await openStorage();
  await storage?.write('one', record('x'.repeat(150)));
  await storage?.write('two', record('y'.repeat(150)));
  expect(Object.keys(kept)).toEqual(['podarium.session.two']);
});

it('says when it is full, and leaves what other parts of the page keep', async () => {
  const kept = roomFor(300);
  kept['podarium.settings'] = 'x'.repeat(200);
  const storage = await openStorage();
  await expect(storage?.write('one', record('y'.repeat(150)))).rejects.toThrow(StorageFullError);
  expect(Object.keys(kept)).toEqual(['podarium.settings']);
});

it('says when a record is too large for the little that there is', async () => {
  roomFor(10_000_000);
  const storage = await openStorage();
  await expect(storage?.write('one', record('x'.repeat(600_000)))).rejects.toThrow(RecordTooLargeError);
});

it('keeps nothing where storage is forbidden', async () => {
  vi.stubGlobal('localStorage', undefined);
  expect(await openStorage()).toBeUndefined();
});

it('gives a damaged record as it lies there', async () => {
  const kept = roomFor(10_000);
  kept['podarium.session.one'] = '{"version":';
  expect(await (await openStorage())?.read('one')).toBe('{"version":');
});

function failing() {
  const request = Object.assign(new EventTarget(), { error: new DOMException('no', 'UnknownError') });
  queueMicrotask(() => request.dispatchEvent(new Event('error')));
  return request;
}
