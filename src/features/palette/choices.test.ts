import { beforeEach, describe, expect, it } from 'vitest';
import type { PageCommand } from '../../ui/page-command.ts';
import { askedField, commandChoices, kubectlOf, lineChoice, momentOf, rankChoices } from './choices.ts';

let ran: string[] = [];
beforeEach(() => {
  ran = [];
});

const command = (id: string, title: string, more: Partial<PageCommand> = {}): PageCommand => ({
  id,
  title,
  group: 'view',
  run: () => void ran.push(id),
  ...more,
});

const commands = [
  command('light', 'Light colours', { keys: ['Ctrl+l'] }),
  command('dark', 'Dark colours'),
  command('never', 'Dark never', { when: () => false }),
  command('template:Pod', 'New Pod…', { group: 'templates', isQuiet: true, words: 'containers' }),
];
const titles = (wanted: string, recent: readonly string[] = []) =>
  rankChoices(commandChoices(commands, wanted, recent)).map(({ title }) => title);

describe('commands', () => {
  it('say their keys, and leave out what can not be done now', () => {
    const [light, dark] = commandChoices(commands, 'colours', []);
    expect([light?.keys, dark?.keys]).toEqual(['Ctrl+l', undefined]);
    expect(titles('dark')).toEqual(['Dark colours']);
  });

  it('that are one of many are offered to who types, or has run them lately', () => {
    expect(titles('')).toEqual(['Light colours', 'Dark colours']);
    expect(titles('contain')).toEqual(['New Pod…']);
    expect(titles('', ['template:Pod'])[0]).toBe('New Pod…');
  });

  it('that were run lately come before their like', () => {
    expect(titles('colours')[0]).toBe('Dark colours');
    expect(titles('colours', ['light'])[0]).toBe('Light colours');
    expect(commandChoices(commands, '', ['light'])[0]?.group).toBe('recent');
  });
});

describe('what the text itself is', () => {
  it('a question about a field', () => {
    expect(askedField('explain repl')).toBe('repl');
    expect(askedField('expl')).toBe('');
    expect(askedField('deployment.spec.')).toBe('deployment.spec.');
    expect(askedField('web-1.2')).toBeUndefined();
    expect(askedField('exp')).toBeUndefined();
  });

  it('a line for kubectl', () => {
    expect(kubectlOf('k get pods')).toBe('kubectl get pods');
    expect(kubectlOf('getaway')).toBeUndefined();
    expect(lineChoice('kubectl get pods', 'terminal', 1).title).toBe('Run kubectl get pods');
  });

  it('a moment on the clock of the cluster, of the next day after midnight', () => {
    expect(momentOf('09:02:10', '2026-01-01T09:00:00Z')).toBe(130_000);
    expect(momentOf('8:00', '2026-01-01T09:00:00Z')).toBe(23 * 3_600_000);
    expect(momentOf('nine', '2026-01-01T09:00:00Z')).toBeUndefined();
  });
});
