import { describe, expect, it } from 'vitest';
import { newsBetween, timeNews } from './news.ts';

const told = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries));

describe('news', () => {
  it('merges what happened to several pods, and names one', () => {
    const before = told({ 'pod a': 'creating', 'pod b': 'creating', 'pod c': 'ready' });
    const after = told({ 'pod a': 'ready', 'pod b': 'ready', 'pod c': 'backOff' });
    expect(newsBetween(before, after)).toEqual(['Pod c is backing off.', '2 pods became ready.']);
  });

  it('tells of a node that changes, not of one that comes', () => {
    expect(newsBetween(told({ 'node n': 'Ready' }), told({ 'node n': 'NotReady' }))).toEqual([
      'Node n: NotReady.',
    ]);
    expect(newsBetween(told({}), told({ 'node n': 'Ready' }))).toEqual([]);
  });

  it('says nothing of what stayed, goes or is on its way', () => {
    const before = told({ 'pod a': 'ready', 'pod b': 'ready' });
    expect(newsBetween(before, told({ 'pod a': 'terminating', 'pod n': 'creating' }))).toEqual([]);
  });
});

describe('news of time', () => {
  const flow = { startedAt: '2026-01-01T09:00:00Z', viewMs: 32_000 };

  it('tells the moment that somebody went to, but not while time goes on from there', () => {
    expect(timeNews(false, { ...flow, playing: false }, true)).toEqual(['Shown: 09:00:32.']);
    expect(timeNews(true, { ...flow, playing: true }, true)).toEqual([]);
  });

  it('tells that time flows or stands, once', () => {
    expect(timeNews(false, { ...flow, playing: true }, true)).toEqual(['Time goes on.']);
    expect(timeNews(true, { ...flow, playing: false }, false)).toEqual(['Paused at 09:00:32.']);
    expect(timeNews(true, { ...flow, playing: true }, false)).toEqual([]);
  });
});
