import { describe, expect, it } from 'vitest';
import { matchScore } from './match.ts';

const best = (wanted: string, ...texts: string[]) =>
  texts.toSorted((a, b) => matchScore(b, wanted) - matchScore(a, wanted))[0];

describe('matching', () => {
  it('prefers the beginning of the text, then of a word, then the middle', () => {
    expect(best('web', 'cobweb', 'my-web', 'web-1')).toBe('web-1');
    expect(best('web', 'cobweb', 'my-web')).toBe('my-web');
  });

  it('takes first letters of words, and words in any order', () => {
    expect(matchScore('deployments web default', 'dwd')).toBeGreaterThan(0);
    expect(matchScore('Pod web-7x9 default', 'default web')).toBeGreaterThan(0);
  });

  it('takes words in any order, each begun or with letters left out', () => {
    expect(matchScore('Restart deployment web', 'web rest')).toBeGreaterThan(0);
    expect(matchScore('Dark colours', 'col drk')).toBeGreaterThan(0);
    expect(matchScore('Dark colours', 'col light')).toBe(0);
    expect(best('dock left', 'Undocked, left behind', 'Timeline: dock left')).toBe('Timeline: dock left');
    expect(best('web', 'cobweb web', 'my-cobweb')).toBe('cobweb web');
  });

  it('finds nothing in letters from all over', () => {
    expect(matchScore('kube-controller-manager', 'ootana')).toBe(0);
    expect(matchScore('web', 'bew')).toBe(0);
  });
});
