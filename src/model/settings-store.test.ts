import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

async function opened(kept: Readonly<Record<string, string>>) {
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept[key] ?? null, setItem: () => {} });
  return (await import('./settings-store.ts')).useSettings.getState();
}

it('opens with what was kept', async () => {
  const settings = await opened({ 'podarium.settings': '{"language":"de","theme":"dark","textSize":125}' });
  expect(settings).toMatchObject({ language: 'de', theme: 'dark', textSize: 125, motion: 'system' });
});

it('knows the theme of the time before there were other settings', async () => {
  expect(await opened({ 'podarium.theme': 'dark' })).toMatchObject({ theme: 'dark' });
});

it('knows high contrast from the time when it was a theme', async () => {
  expect(await opened({ 'podarium.settings': '{"theme":"contrast"}' })).toMatchObject({
    theme: 'system',
    contrast: 'more',
  });
});

it('takes nothing that is no setting', async () => {
  const settings = await opened({
    'podarium.settings': '{"language":7,"theme":"pink","textSize":1,"other":1}',
  });
  expect(settings).toMatchObject({ language: '', theme: 'system', textSize: 100 });
  expect(settings).not.toHaveProperty('other');
});

it('opens as usual when what was kept is unreadable', async () => {
  expect(await opened({ 'podarium.settings': '{' })).toMatchObject({ theme: 'system' });
});
