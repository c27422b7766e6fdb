import { afterEach, describe, expect, it } from 'vitest';
import { addTranslation, defineMessages, setLanguage } from './i18n.ts';

const t = defineMessages({
  'test.title': 'Queue',
  'test.endpoints': '{n} of {m} endpoints ready',
  'test.place': { one: '{n}st', two: '{n}nd', few: '{n}rd', other: '{n}th' },
  'test.waits': { one: '{n} pod waits', other: '{n} pods wait' },
});

describe('messages', () => {
  afterEach(() => setLanguage('en'));

  it('fills placeholders', () => {
    expect(t('test.title')).toBe('Queue');
    expect(t('test.endpoints', { n: 4, m: 7 })).toBe('4 of 7 endpoints ready');
  });

  it('chooses the plural form by n', () => {
    expect(t('test.waits', { n: 1 })).toBe('1 pod waits');
    expect(t('test.waits', { n: 0 })).toBe('0 pods wait');
  });

  it('counts places', () => {
    expect([1, 2, 3, 4, 11, 22].map((n) => t('test.place', { n }))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '22nd',
    ]);
  });

  it('falls back to English where a translation lacks a message', () => {
    addTranslation('de', { 'test.title': 'Schlange' });
    setLanguage('de');
    expect(t('test.title')).toBe('Schlange');
    expect(t('test.waits', { n: 2 })).toBe('2 pods wait');
  });

  it('leaves markup and braces in values alone', () => {
    expect(t('test.endpoints', { n: '<b>{m}</b>', m: 7 })).toBe('<b>{m}</b> of 7 endpoints ready');
  });
});
