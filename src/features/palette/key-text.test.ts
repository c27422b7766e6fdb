import { afterEach, expect, it, vi } from 'vitest';
import { keyText } from './key-text.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('names keys as they stand on a keyboard', () => {
  vi.stubGlobal('navigator', { platform: 'Linux' });
  const named = [
    'Ctrl+Shift+z',
    'Shift+F6',
    'Ctrl+`',
    'Ctrl+enter',
    '?',
    'l',
    ' ',
    'Escape',
    'Shift F10',
  ].map(keyText);
  expect(named).toEqual([
    'Ctrl Shift Z',
    'Shift F6',
    'Ctrl `',
    'Ctrl Enter',
    '?',
    'L',
    'Space',
    'Esc',
    'Shift F10',
  ]);
});

it('names them as an Apple keyboard does there', () => {
  vi.stubGlobal('navigator', { platform: 'MacIntel' });
  expect(keyText('Ctrl+Shift+z')).toBe('⌘ ⇧ Z');
});
