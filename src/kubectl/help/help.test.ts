import { describe, expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { helpFor } from './help-text.ts';
import { printSuggestions, suggestionsFor } from './suggestions.ts';
import { summaries } from './summaries.ts';

describe('help', () => {
  it('has a word about every command', () => {
    for (const { name } of commands) expect(summaries, name).toHaveProperty([name.split(' ')[0]!]);
  });

  it('is given to whom asks, and to nobody else', () => {
    const ask = (line: string) => helpFor(line.split(' ').filter(Boolean), commands, [])?.text;
    expect(ask('')).toContain('get');
    expect(ask('get --help')).toContain('--show-labels');
    expect(ask('help rollout status')).toContain('kubectl rollout status');
    expect(ask('rollout')).toContain('undo');
    expect(ask('get pods')).toBeUndefined();
    expect(ask('exec web -- ls --help')).toBeUndefined();
    expect(ask('rollout foo')).toBeUndefined();
  });

  it('of a group without a command tells that something is missing', () => {
    expect(helpFor(['set'], commands, [])).toMatchObject({ isFailure: true, onStderr: true });
    expect(helpFor(['rollout'], commands, [])).toMatchObject({ isFailure: true, onStderr: false });
    expect(helpFor(['certificate', 'foo'], commands, [])).toMatchObject({ isFailure: false });
    expect(helpFor(['set', '--help'], commands, [])).toMatchObject({ isFailure: false, onStderr: false });
  });

  it('suggests what is near', () => {
    expect(suggestionsFor('gett')).toEqual(['set', 'get']);
    expect(printSuggestions('foo')).toBe('\n\nDid you mean this?\n\ttop');
    expect(printSuggestions('nonsense')).toBe('');
  });
});
