import { afterEach, describe, expect, it } from 'vitest';
import { addTranslation, defineMessages, setLanguage } from './i18n.ts';

const t = defineMessages({
  'test.title': 'Queue',
  'test.endpoints': '{n} of {m} endpoints ready',
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
